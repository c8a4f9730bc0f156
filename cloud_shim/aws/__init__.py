"""How does HTTP become an AWS request and an answer HTTP? Generic over botocore's models."""

"""What does `import botocore` offer? The errors that boto3's clients raise."""

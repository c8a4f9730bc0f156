"""The vocabulary that every part shares."""

"""The desk for who has no account: asking, confirming, seeing how a question stands; a party that corrected data."""

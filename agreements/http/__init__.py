"""What every site shares: requests, errors, security headers, conditional answers, static files."""

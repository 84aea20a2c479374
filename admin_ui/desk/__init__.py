"""Questions and reports of residents, and the corrections that parties are asked to make."""

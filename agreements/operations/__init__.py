"""What those who run the service look at: health and metrics."""

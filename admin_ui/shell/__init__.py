"""What every page of beheer shares: guards, frame, refusals, style."""

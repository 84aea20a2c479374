"""One desk: residents ask and report, colleagues answer, parties confirm what they corrected."""

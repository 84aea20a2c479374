"""What words in a cell say: dates, lengths of time, organisations, choices; each function reads one text."""

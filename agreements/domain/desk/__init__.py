"""One desk: questions and reports of residents about an agreement, and what is asked of parties because of them."""

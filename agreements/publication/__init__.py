"""What leaves the register: the allow-list of public facts and the shapes it is published in."""

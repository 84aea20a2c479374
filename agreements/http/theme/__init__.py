"""Whether a house style can be read: its colours as the register's sheet takes them, and their contrast (WCAG 2.2).

`declared` reads custom properties from CSS, `colours` knows what a colour is, `contrast` has the table of what stands
on what and says where that is too weak. Pure: it is given texts, and opens nothing.
"""

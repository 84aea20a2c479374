"""What people type in forms becomes values of the domain here, once. Pure: no request, no database, no clock."""

"""From the names of columns, and what somebody said of them, to what each column is about.

`forms` takes from a name what people write differently, `by_name` knows a name again, `by_content` looks at the cells
where no name tells, `wishes` is what somebody said, `wishes_file` the file it can stand in, and `read_header` puts it
all together.
"""

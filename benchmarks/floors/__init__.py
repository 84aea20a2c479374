"""The least code that does a job, on our own server: what is left between us and it is ours."""

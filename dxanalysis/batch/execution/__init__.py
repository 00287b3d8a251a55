"""How pages are made: processes, kernels, retries."""

"""Cases of park services in the pages: applicants, authorities, registers, batches; around the
engine in `services`.
"""

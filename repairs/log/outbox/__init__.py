"""Delivering what waits: each row is claimed, tried once, and ends sent, waiting or with a person."""

from repairs.log.outbox.sweep import sweep as sweep

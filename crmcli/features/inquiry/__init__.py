"""Inquiries 客户咨询登记: who asked for what, and what came of it."""

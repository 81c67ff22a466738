"""Columns and constraints as the migrations write them. Their names are released: none of this may change."""

from __future__ import annotations

import sqlalchemy as sa


def text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def whole(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def number(name: str, nullable: bool = False) -> sa.Column[float]:
    return sa.Column(name, sa.Float(53), nullable=nullable)


def flag(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.SmallInteger(), nullable=nullable)


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def to(table: str, owner: str, *columns: str) -> sa.ForeignKeyConstraint:
    """The row belongs to one of another table, and so to the same trainee or program."""
    target = [f"{owner}.{column}" for column in columns]
    return sa.ForeignKeyConstraint(columns, target, name=f"fk_{table}_{'_'.join(columns)}")


def to_content(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["contents.digest"], name=f"fk_{table}_{column}")


def once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")

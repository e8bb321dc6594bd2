"""from which day somebody of a family is old enough to be asked for their own agreement

Open episodes are given the day on which the next child who has not agreed turns 13. Where the
agreement was complete and a child has turned 13 since without being asked, that day has passed:
from now on it is read as missing.
"""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

ASKED_FROM = 13 * 12  # months, as portal.rules.early_help said when this was written


def upgrade():
    op.add_column('early_help_episodes', sa.Column('asks_again_on', sa.Date(), nullable=True))
    op.create_index(
        'ix_early_help_episodes_asks', 'early_help_episodes', ['asks_again_on', 'id'],
        postgresql_where=sa.text("status = 'open'"), sqlite_where=sa.text("status = 'open'"),
    )
    _fill(op.get_bind(), date.today())


def _fill(bind, today):
    meta = sa.MetaData()
    episodes = sa.Table('early_help_episodes', meta, autoload_with=bind)
    people = sa.Table('episode_people', meta, autoload_with=bind)
    said = sa.Table('agreements', meta, autoload_with=bind)
    agreed = sa.exists().where(
        said.c.person_id == people.c.id, said.c.is_standing, said.c.is_given,
        said.c.withdrawn_on.is_(None),
    )
    rows = bind.execute(
        sa.select(
            episodes.c.id, episodes.c.has_agreement, people.c.age_kind, people.c.born_on,
            people.c.age_on, people.c.age_months_from, people.c.age_months_to,
        )
        .join(people, people.c.episode_id == episodes.c.id)
        .where(
            episodes.c.status == 'open', people.c.kind == 'child', ~people.c.is_removed, ~agreed
        )
    ).all()
    first = {}
    for row in rows:
        day = _day(row)
        if day is not None and (day > today or row.has_agreement):
            first[row.id] = min(day, first.get(row.id, day))
    for key, day in first.items():
        bind.execute(
            episodes.update().where(episodes.c.id == key).values(asks_again_on=day)
        )


def _day(row):
    if row.age_kind == 'date_of_birth' and row.born_on is not None:
        return _later(row.born_on, ASKED_FROM)
    if row.age_kind == 'estimate' and row.age_months_from is not None:
        oldest = row.age_months_from if row.age_months_to is None else row.age_months_to
        return _later(row.age_on, max(0, ASKED_FROM - oldest))
    return None


def _later(start, months):
    years, month = divmod(start.month - 1 + months, 12)
    try:
        return start.replace(year=start.year + years, month=month + 1)
    except ValueError:  # no such day: the first of the month after
        years, month = divmod(start.month + months, 12)
        return date(start.year + years, month + 1, 1)


def downgrade():
    op.drop_index('ix_early_help_episodes_asks', table_name='early_help_episodes')
    op.drop_column('early_help_episodes', 'asks_again_on')

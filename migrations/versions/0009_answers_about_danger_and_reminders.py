"""every answer about danger in a disagreement; a reminder of one that is answered and left

Of disagreements raised before, the answer that stood is kept with the time they were raised. Those
that are answered and not over are reminded of on the day after this migration.
"""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

import portal.models.base

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

ANSWER = sa.Enum('yes', 'no', 'not_known', name='answer', native_enum=False, length=40)
INSTANT = portal.models.base.UtcDateTime(timezone=True)


def upgrade():
    answers = op.create_table('danger_answers',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('disagreement_id', sa.Uuid(), nullable=False),
    sa.Column('said', ANSWER, nullable=False),
    sa.Column('account_name', sa.String(length=200), nullable=False),
    sa.Column('said_at', INSTANT, nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'disagreement_id'], ['disagreements.hub_id', 'disagreements.id'], name=op.f('fk_danger_answers_hub_id_disagreement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_danger_answers'))
    )
    op.create_index(op.f('ix_danger_answers_disagreement_id_said_at'), 'danger_answers', ['disagreement_id', 'said_at'])
    op.add_column('disagreements', sa.Column('remind_on', sa.Date(), nullable=True))
    op.add_column('disagreements', sa.Column('reminded_at', INSTANT, nullable=True))
    raised = sa.table('disagreements', sa.column('id', sa.Uuid()), sa.column('hub_id', sa.Uuid()), sa.column('at_risk_now', sa.String()), sa.column('account_name', sa.String()), sa.column('raised_at', INSTANT), sa.column('status', sa.String()), sa.column('remind_on', sa.Date()))
    found = op.get_bind().execute(sa.select(raised.c.id, raised.c.hub_id, raised.c.at_risk_now, raised.c.account_name, raised.c.raised_at)).all()
    if found:
        op.bulk_insert(answers, [
            {'id': uuid4(), 'hub_id': row.hub_id, 'disagreement_id': row.id, 'said': row.at_risk_now, 'account_name': row.account_name, 'said_at': row.raised_at}
            for row in found
        ])
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date()
    op.execute(raised.update().where(raised.c.status == 'answered').values(remind_on=tomorrow))
    partial = sa.text('remind_on IS NOT NULL AND reminded_at IS NULL')
    op.create_index('ix_disagreements_reminders', 'disagreements', ['remind_on', 'id'], sqlite_where=partial, postgresql_where=partial)


def downgrade():
    op.drop_index('ix_disagreements_reminders', table_name='disagreements')
    op.drop_column('disagreements', 'reminded_at')
    op.drop_column('disagreements', 'remind_on')
    op.drop_table('danger_answers')

"""Disagreements in stages; next steps that are asked about.

Whoever disagreed before is answered at the first stage within three days of this migration. Next
steps without a day get the one that is two weeks after their answer; those whose day has passed
are not asked about.
"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

import portal.models.base

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

STAGE = sa.Enum('practitioners', 'leads', 'senior_managers', 'partnership', name='disagreementstage', native_enum=False, length=40)
STATUS = sa.Enum('waiting', 'answered', 'resolved', 'not_resolved', name='disagreementstatus', native_enum=False, length=40)
CAME_BY = sa.Enum('raised', 'taken_further', 'time_ran_out', name='cameby', native_enum=False, length=40)
THEME = sa.Enum('threshold', 'reasons', 'information', 'child', 'delay', 'roles', 'other', 'none', name='learningtheme', native_enum=False, length=40)
OUTCOME = sa.Enum('done', 'partly', 'not_possible', 'not_needed', name='stepoutcome', native_enum=False, length=40)
SIDE = sa.Enum('professional', 'hub', name='stepside', native_enum=False, length=40)
ANSWER = sa.Enum('yes', 'no', 'not_known', name='answer', native_enum=False, length=40)
INSTANT = portal.models.base.UtcDateTime(timezone=True)


def upgrade():
    _steps()
    _disagreements()


def _steps():
    with op.batch_alter_table('next_steps', schema=None) as batch_op:
        batch_op.add_column(sa.Column('contact_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('side', SIDE, nullable=True))
        batch_op.add_column(sa.Column('owner_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('is_open', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('asked_at', INSTANT, nullable=True))
        batch_op.add_column(sa.Column('outcome', OUTCOME, nullable=True))
        batch_op.add_column(sa.Column('note', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('followed_up_at', INSTANT, nullable=True))
        batch_op.add_column(sa.Column('followed_up_by', sa.String(length=200), nullable=True))
    is_sqlite = op.get_bind().dialect.name == 'sqlite'

    def two_weeks_after(column):
        return f"date({column}, '+14 days')" if is_sqlite else f'({column}::date + 14)'

    for answers, key, side, owner, given, standing in (
        ('advice', 'advice_id', 'professional', 'contacts.account_id', 'advice.given_at', 'given'),
        ('threshold_decisions', 'decision_id', 'hub', 'threshold_decisions.proposer_id', 'threshold_decisions.proposed_at', 'signed_off'),
    ):
        of_step = f'FROM {answers} JOIN contacts ON contacts.id = {answers}.contact_id WHERE {answers}.id = next_steps.{key}'
        op.execute(
            f"UPDATE next_steps SET side = '{side}', note = '', followed_up_by = '', "
            f'contact_id = (SELECT contacts.id {of_step}), owner_id = (SELECT {owner} {of_step}), '
            f'by_on = COALESCE(by_on, (SELECT {two_weeks_after(given)} {of_step})) '
            f'WHERE {key} IS NOT NULL'
        )
        op.execute(
            f"UPDATE next_steps SET is_open = (by_on >= CURRENT_DATE AND (SELECT {answers}.status {of_step}) = '{standing}') "
            f'WHERE {key} IS NOT NULL'
        )
    with op.batch_alter_table('next_steps', schema=None) as batch_op:
        batch_op.alter_column('contact_id', existing_type=sa.Uuid(), nullable=False)
        batch_op.alter_column('by_on', existing_type=sa.Date(), nullable=False)
        batch_op.alter_column('side', existing_type=SIDE, nullable=False)
        batch_op.alter_column('owner_id', existing_type=sa.Uuid(), nullable=False)
        batch_op.alter_column('is_open', existing_type=sa.Boolean(), nullable=False)
        batch_op.alter_column('note', existing_type=sa.Text(), nullable=False)
        batch_op.alter_column('followed_up_by', existing_type=sa.String(length=200), nullable=False)
        batch_op.create_foreign_key(batch_op.f('fk_next_steps_hub_id_contact_id'), 'contacts', ['hub_id', 'contact_id'], ['hub_id', 'id'])
        batch_op.create_foreign_key(batch_op.f('fk_next_steps_owner_id'), 'accounts', ['owner_id'], ['id'])
        batch_op.create_index('ix_next_steps_open', ['hub_id', 'by_on', 'id'], unique=False, postgresql_where=sa.text('is_open'), sqlite_where=sa.text('is_open = 1'))
        batch_op.create_index('ix_next_steps_owner', ['owner_id', 'by_on', 'id'], unique=False, postgresql_where=sa.text('is_open'), sqlite_where=sa.text('is_open = 1'))
        batch_op.create_index('ix_next_steps_to_ask', ['by_on', 'id'], unique=False, postgresql_where=sa.text('is_open AND asked_at IS NULL'), sqlite_where=sa.text('is_open = 1 AND asked_at IS NULL'))


def _disagreements():
    with op.batch_alter_table('disagreements', schema=None) as batch_op:
        batch_op.add_column(sa.Column('author_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('signer_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('at_risk_now', ANSWER, nullable=True))
        batch_op.add_column(sa.Column('outcome_sought', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('stage', STAGE, nullable=True))
        batch_op.add_column(sa.Column('status', STATUS, nullable=True))
        batch_op.add_column(sa.Column('due_at', INSTANT, nullable=True))
        batch_op.add_column(sa.Column('responder_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('responder_name', sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column('ended_at', INSTANT, nullable=True))
        batch_op.add_column(sa.Column('ended_by', sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column('how_resolved', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('theme', THEME, nullable=True))
        batch_op.add_column(sa.Column('theme_note', sa.Text(), nullable=True))
    _first_stage_for_those_before()
    with op.batch_alter_table('disagreements', schema=None) as batch_op:
        batch_op.alter_column('author_id', existing_type=sa.Uuid(), nullable=False)
        batch_op.alter_column('at_risk_now', existing_type=ANSWER, nullable=False)
        batch_op.alter_column('outcome_sought', existing_type=sa.Text(), nullable=False)
        batch_op.alter_column('stage', existing_type=STAGE, nullable=False)
        batch_op.alter_column('status', existing_type=STATUS, nullable=False)
        batch_op.alter_column('due_at', existing_type=INSTANT, nullable=False)
        batch_op.alter_column('responder_name', existing_type=sa.String(length=200), nullable=False)
        batch_op.alter_column('ended_by', existing_type=sa.String(length=200), nullable=False)
        batch_op.alter_column('how_resolved', existing_type=sa.Text(), nullable=False)
        batch_op.alter_column('theme_note', existing_type=sa.Text(), nullable=False)
        batch_op.create_foreign_key(batch_op.f('fk_disagreements_author_id'), 'accounts', ['author_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_disagreements_signer_id'), 'accounts', ['signer_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_disagreements_responder_id'), 'accounts', ['responder_id'], ['id'])
        batch_op.create_unique_constraint(batch_op.f('uq_disagreements_hub_id_id'), ['hub_id', 'id'])
        batch_op.create_index('ix_disagreements_open', ['hub_id', 'due_at', 'id'], unique=False, postgresql_where=sa.text('ended_at IS NULL'), sqlite_where=sa.text('ended_at IS NULL'))
        batch_op.create_index('ix_disagreements_timer', ['due_at', 'id'], unique=False, postgresql_where=sa.text("status = 'waiting'"), sqlite_where=sa.text("status = 'waiting'"))
        batch_op.create_index('ix_disagreements_ended', ['hub_id', 'ended_at', 'id'], unique=False)

    op.create_table('disagreement_rounds',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('disagreement_id', sa.Uuid(), nullable=False),
    sa.Column('stage', STAGE, nullable=False),
    sa.Column('came_by', CAME_BY, nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('started_at', INSTANT, nullable=False),
    sa.Column('due_at', INSTANT, nullable=False),
    sa.Column('responder_id', sa.Uuid(), nullable=True),
    sa.Column('responder_name', sa.String(length=200), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answered_at', INSTANT, nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'disagreement_id'], ['disagreements.hub_id', 'disagreements.id'], name=op.f('fk_disagreement_rounds_hub_id_disagreement_id')),
    sa.ForeignKeyConstraint(['responder_id'], ['accounts.id'], name=op.f('fk_disagreement_rounds_responder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_disagreement_rounds')),
    sa.UniqueConstraint('disagreement_id', 'stage', name=op.f('uq_disagreement_rounds_disagreement_id_stage'))
    )
    op.execute(
        'INSERT INTO disagreement_rounds (id, hub_id, disagreement_id, stage, came_by, why, '
        'started_at, due_at, responder_id, responder_name, answer) '
        "SELECT id, hub_id, id, stage, 'raised', '', raised_at, due_at, responder_id, "
        "responder_name, '' FROM disagreements"
    )


def _first_stage_for_those_before():
    op.execute(
        "UPDATE disagreements SET at_risk_now = 'not_known', outcome_sought = '', "
        "stage = 'practitioners', status = 'waiting', ended_by = '', how_resolved = '', "
        "theme_note = '', "
        'author_id = COALESCE('
        '(SELECT proposer_id FROM threshold_decisions WHERE threshold_decisions.id = disagreements.decision_id), '
        '(SELECT adviser_id FROM advice WHERE advice.id = disagreements.advice_id)), '
        'signer_id = (SELECT signer_id FROM threshold_decisions WHERE threshold_decisions.id = disagreements.decision_id)'
    )
    op.execute(
        'UPDATE disagreements SET responder_id = author_id, '
        'responder_name = (SELECT name FROM accounts WHERE accounts.id = disagreements.author_id)'
    )
    soon = datetime.now(UTC) + timedelta(days=3)
    made = sa.table('disagreements', sa.column('due_at', INSTANT))
    op.get_bind().execute(sa.update(made).values(due_at=soon))


def downgrade():
    op.drop_table('disagreement_rounds')
    with op.batch_alter_table('disagreements', schema=None) as batch_op:
        batch_op.drop_index('ix_disagreements_ended')
        batch_op.drop_index('ix_disagreements_timer', postgresql_where=sa.text("status = 'waiting'"), sqlite_where=sa.text("status = 'waiting'"))
        batch_op.drop_index('ix_disagreements_open', postgresql_where=sa.text('ended_at IS NULL'), sqlite_where=sa.text('ended_at IS NULL'))
        batch_op.drop_constraint(batch_op.f('uq_disagreements_hub_id_id'), type_='unique')
        for name in ('author_id', 'signer_id', 'responder_id'):
            batch_op.drop_constraint(batch_op.f(f'fk_disagreements_{name}'), type_='foreignkey')
        for name in (
            *('author_id', 'signer_id', 'at_risk_now', 'outcome_sought', 'stage', 'status'),
            *('due_at', 'responder_id', 'responder_name', 'ended_at', 'ended_by'),
            *('how_resolved', 'theme', 'theme_note'),
        ):
            batch_op.drop_column(name)
    with op.batch_alter_table('next_steps', schema=None) as batch_op:
        batch_op.drop_index('ix_next_steps_to_ask', postgresql_where=sa.text('is_open AND asked_at IS NULL'), sqlite_where=sa.text('is_open = 1 AND asked_at IS NULL'))
        batch_op.drop_index('ix_next_steps_owner', postgresql_where=sa.text('is_open'), sqlite_where=sa.text('is_open = 1'))
        batch_op.drop_index('ix_next_steps_open', postgresql_where=sa.text('is_open'), sqlite_where=sa.text('is_open = 1'))
        batch_op.drop_constraint(batch_op.f('fk_next_steps_owner_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_next_steps_hub_id_contact_id'), type_='foreignkey')
        batch_op.alter_column('by_on', existing_type=sa.Date(), nullable=True)
        for name in (
            *('contact_id', 'side', 'owner_id', 'is_open', 'asked_at', 'outcome', 'note'),
            *('followed_up_at', 'followed_up_by'),
        ):
            batch_op.drop_column(name)

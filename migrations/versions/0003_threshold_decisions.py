"""Threshold decisions on referrals; next steps and disagreements that hang off them."""

import sqlalchemy as sa
from alembic import op

import portal.models.base

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('threshold_decisions',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('status', sa.Enum('proposed', 'returned', 'signed_off', 'overturned', name='decisionstatus', native_enum=False, length=40), nullable=False),
    sa.Column('framework_id', sa.Uuid(), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.Enum('urgent_protection', 'strategy_discussion', 'protection_enquiry', 'social_care_assessment', 'protection_team', 'targeted_early_help', 'universal', 'signpost', 'specialist', 'open_case', 'transfer', 'help_offered', 'no_further_action', name='outcomeofdecision', native_enum=False, length=40), nullable=False),
    sa.Column('help_offered', sa.Enum('accepted', 'declined', 'not_reached', name='helpoffered', native_enum=False, length=40), nullable=True),
    sa.Column('descriptors', sa.JSON(), nullable=False),
    sa.Column('reasons', sa.Text(), nullable=False),
    sa.Column('advice', sa.Text(), nullable=False),
    sa.Column('still_missing', sa.Text(), nullable=False),
    sa.Column('would_raise_one', sa.Text(), nullable=False),
    sa.Column('would_raise_two', sa.Text(), nullable=False),
    sa.Column('would_lower', sa.Text(), nullable=False),
    sa.Column('safe_to_tell', sa.Enum('yes', 'no', 'not_known', name='answer', native_enum=False, length=40), nullable=False),
    sa.Column('safe_to_tell_why', sa.Text(), nullable=False),
    sa.Column('proposer_id', sa.Uuid(), nullable=False),
    sa.Column('proposer_name', sa.String(length=200), nullable=False),
    sa.Column('proposed_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('needs_second_reader', sa.Boolean(), nullable=False),
    sa.Column('second_reader_id', sa.Uuid(), nullable=True),
    sa.Column('second_reader_name', sa.String(length=200), nullable=False),
    sa.Column('second_read_at', portal.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('second_reader_note', sa.Text(), nullable=False),
    sa.Column('signer_id', sa.Uuid(), nullable=True),
    sa.Column('signer_name', sa.String(length=200), nullable=False),
    sa.Column('signed_at', portal.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('ended_at', portal.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('ended_by_name', sa.String(length=200), nullable=False),
    sa.Column('ended_why', sa.Text(), nullable=False),
    sa.Column('read_by_at', portal.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('read_at', portal.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('acknowledged_at', portal.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['framework_id'], ['threshold_frameworks.id'], name=op.f('fk_threshold_decisions_framework_id')),
    sa.ForeignKeyConstraint(['hub_id', 'contact_id'], ['contacts.hub_id', 'contacts.id'], name=op.f('fk_threshold_decisions_hub_id_contact_id')),
    sa.ForeignKeyConstraint(['proposer_id'], ['accounts.id'], name=op.f('fk_threshold_decisions_proposer_id')),
    sa.ForeignKeyConstraint(['second_reader_id'], ['accounts.id'], name=op.f('fk_threshold_decisions_second_reader_id')),
    sa.ForeignKeyConstraint(['signer_id'], ['accounts.id'], name=op.f('fk_threshold_decisions_signer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_threshold_decisions')),
    sa.UniqueConstraint('contact_id', 'version', name=op.f('uq_threshold_decisions_contact_id_version')),
    sa.UniqueConstraint('hub_id', 'id', name=op.f('uq_threshold_decisions_hub_id_id'))
    )
    with op.batch_alter_table('threshold_decisions', schema=None) as batch_op:
        batch_op.create_index('ix_threshold_decisions_unread', ['hub_id', 'read_by_at', 'id'], unique=False, postgresql_where=sa.text("read_at IS NULL AND status = 'signed_off'"), sqlite_where=sa.text("read_at IS NULL AND status = 'signed_off'"))

    with op.batch_alter_table('disagreements', schema=None) as batch_op:
        batch_op.add_column(sa.Column('decision_id', sa.Uuid(), nullable=True))
        batch_op.alter_column('advice_id',
               existing_type=sa.CHAR(length=32),
               nullable=True)
        batch_op.create_foreign_key(batch_op.f('fk_disagreements_decision_id'), 'threshold_decisions', ['decision_id'], ['id'])

    with op.batch_alter_table('next_steps', schema=None) as batch_op:
        batch_op.add_column(sa.Column('decision_id', sa.Uuid(), nullable=True))
        batch_op.alter_column('advice_id',
               existing_type=sa.CHAR(length=32),
               nullable=True)
        batch_op.create_index(batch_op.f('ix_next_steps_decision_id'), ['decision_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_next_steps_hub_id_decision_id'), 'threshold_decisions', ['hub_id', 'decision_id'], ['hub_id', 'id'])
        batch_op.create_check_constraint('of_one_answer', '(advice_id IS NULL) <> (decision_id IS NULL)')



def downgrade():
    op.execute('DELETE FROM next_steps WHERE advice_id IS NULL')
    op.execute('DELETE FROM disagreements WHERE advice_id IS NULL')
    with op.batch_alter_table('next_steps', schema=None) as batch_op:
        batch_op.drop_constraint('of_one_answer', type_='check')
        batch_op.drop_constraint(batch_op.f('fk_next_steps_hub_id_decision_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_next_steps_decision_id'))
        batch_op.alter_column('advice_id',
               existing_type=sa.CHAR(length=32),
               nullable=False)
        batch_op.drop_column('decision_id')

    with op.batch_alter_table('disagreements', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_disagreements_decision_id'), type_='foreignkey')
        batch_op.alter_column('advice_id',
               existing_type=sa.CHAR(length=32),
               nullable=False)
        batch_op.drop_column('decision_id')

    with op.batch_alter_table('threshold_decisions', schema=None) as batch_op:
        batch_op.drop_index('ix_threshold_decisions_unread', postgresql_where=sa.text("read_at IS NULL AND status = 'signed_off'"), sqlite_where=sa.text("read_at IS NULL AND status = 'signed_off'"))

    op.drop_table('threshold_decisions')

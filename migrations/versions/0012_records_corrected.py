"""records of meetings and of how help ended, as they were before they were corrected"""

import sqlalchemy as sa
from alembic import op

import portal.models.base

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('record_corrections',
    sa.Column('of_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('held', sa.JSON(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('corrected_by_id', sa.Uuid(), nullable=False),
    sa.Column('corrected_by', sa.String(length=200), nullable=False),
    sa.Column('corrected_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['corrected_by_id'], ['accounts.id'], name=op.f('fk_record_corrections_corrected_by_id')),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_record_corrections_hub_id_episode_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_corrections')),
    sa.UniqueConstraint('of_id', 'number', name=op.f('uq_record_corrections_of_id_number'))
    )
    op.create_index(op.f('ix_record_corrections_episode_id'), 'record_corrections', ['episode_id'])


def downgrade():
    op.drop_index(op.f('ix_record_corrections_episode_id'), table_name='record_corrections')
    op.drop_table('record_corrections')

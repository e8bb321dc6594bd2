"""what each of a team may see, waiting for agreement, risk taken away by two, who knows a family

Who is on a team today reads everything, as until now. Where not everybody who must agree has, the
team waits from this migration on: its lead practitioner records what they say, or on what basis it
is shared without.
"""

import sqlalchemy as sa
from alembic import op

import portal.models.base

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

SEES = sa.Enum('everything', 'plan', 'own_actions', 'nothing', name='membersees', native_enum=False, length=40)
BASIS = sa.Enum('public_task', 'recognised_legitimate_interest', 'legitimate_interests', 'legal_obligation', 'vital_interests', 'consent', name='lawfulbasis', native_enum=False, length=40)
INSTANT = portal.models.base.UtcDateTime(timezone=True)


def upgrade():
    _sharing()
    op.create_table('risk_proposals',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('proposed_by_id', sa.Uuid(), nullable=False),
    sa.Column('proposed_by', sa.String(length=200), nullable=False),
    sa.Column('proposed_at', INSTANT, nullable=False),
    sa.Column('is_confirmed', sa.Boolean(), nullable=True),
    sa.Column('decided_by', sa.String(length=200), nullable=False),
    sa.Column('decided_at', INSTANT, nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_risk_proposals_hub_id_episode_id')),
    sa.ForeignKeyConstraint(['person_id'], ['episode_people.id'], name=op.f('fk_risk_proposals_person_id')),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['accounts.id'], name=op.f('fk_risk_proposals_proposed_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_risk_proposals'))
    )
    op.create_index(op.f('ix_risk_proposals_episode_id_person_id'), 'risk_proposals', ['episode_id', 'person_id'])
    op.create_table('episode_conflicts',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('declared_at', INSTANT, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_episode_conflicts_hub_id_episode_id')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_episode_conflicts_account_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_episode_conflicts')),
    sa.UniqueConstraint('episode_id', 'account_id', name=op.f('uq_episode_conflicts_episode_id_account_id'))
    )


def _sharing():
    op.create_table('sharing_bases',
    sa.Column('covers', sa.JSON(), nullable=False),
    sa.Column('basis', BASIS, nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('recorded_by', sa.String(length=200), nullable=False),
    sa.Column('recorded_at', INSTANT, nullable=False),
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_sharing_bases_hub_id_episode_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sharing_bases'))
    )
    op.create_index(op.f('ix_sharing_bases_episode_id'), 'sharing_bases', ['episode_id'])
    op.add_column('team_members', sa.Column('sees', SEES, nullable=False, server_default='everything'))
    op.add_column('early_help_episodes', sa.Column('is_sharing_awaited', sa.Boolean(), nullable=False, server_default=sa.true()))
    episodes = sa.table('early_help_episodes', sa.column('has_agreement', sa.Boolean()), sa.column('is_sharing_awaited', sa.Boolean()))
    op.execute(episodes.update().where(episodes.c.has_agreement).values(is_sharing_awaited=sa.false()))


def downgrade():
    op.drop_column('early_help_episodes', 'is_sharing_awaited')
    op.drop_column('team_members', 'sees')
    op.drop_table('episode_conflicts')
    op.drop_table('risk_proposals')
    op.drop_table('sharing_bases')

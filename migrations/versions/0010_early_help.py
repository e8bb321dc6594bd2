"""early help"""

import sqlalchemy as sa
from alembic import op

import portal.models.base

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('outcome_sets',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('effective_on', sa.Date(), nullable=False),
    sa.Column('edition', sa.String(length=200), nullable=False),
    sa.Column('is_confirmed', sa.Boolean(), nullable=False),
    sa.Column('outcomes', sa.JSON(), nullable=False),
    sa.Column('labels', sa.JSON(), nullable=False),
    sa.Column('made_by', sa.String(length=200), nullable=False),
    sa.Column('made_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id'], ['hubs.id'], name=op.f('fk_outcome_sets_hub_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_sets')),
    sa.UniqueConstraint('hub_id', 'effective_on', name=op.f('uq_outcome_sets_hub_id_effective_on'))
    )
    op.create_table('early_help_episodes',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=True),
    sa.Column('organisation_name', sa.String(length=200), nullable=False),
    sa.Column('agency', sa.Enum('school', 'early_years', 'gp', 'health_visiting', 'school_nursing', 'hospital', 'midwifery', 'police', 'housing', 'youth_service', 'charity', 'council', 'mental_health', 'substance_misuse', 'domestic_abuse', 'probation', 'youth_justice', 'adult_social_care', 'other', name='agency', native_enum=False, length=40), nullable=False),
    sa.Column('starter_id', sa.Uuid(), nullable=False),
    sa.Column('start_key', sa.String(length=64), nullable=False),
    sa.Column('reference', sa.String(length=20), nullable=False),
    sa.Column('lead_id', sa.Uuid(), nullable=False),
    sa.Column('lead_name', sa.String(length=200), nullable=False),
    sa.Column('status', sa.Enum('open', 'closed', name='episodestatus', native_enum=False, length=40), nullable=False),
    sa.Column('reason', sa.Enum('substances', 'mental_health', 'parenting', 'disability', 'domestic_abuse', 'abuse_or_neglect', 'special', 'money_and_home', 'child_wellbeing', 'information', 'other', name='episodereason', native_enum=False, length=40), nullable=False),
    sa.Column('reason_note', sa.Text(), nullable=False),
    sa.Column('family_label', sa.String(length=200), nullable=False),
    sa.Column('must_not_be_told', sa.Text(), nullable=False),
    sa.Column('is_sharing_stopped', sa.Boolean(), nullable=False),
    sa.Column('has_been_risky', sa.Boolean(), nullable=False),
    sa.Column('has_agreement', sa.Boolean(), nullable=False),
    sa.Column('framework_id', sa.Uuid(), nullable=True),
    sa.Column('started_on', sa.Date(), nullable=False),
    sa.Column('assessment_due_on', sa.Date(), nullable=True),
    sa.Column('meeting_due_on', sa.Date(), nullable=True),
    sa.Column('copy_due_on', sa.Date(), nullable=True),
    sa.Column('next_due_on', sa.Date(), nullable=True),
    sa.Column('reminded_on', sa.Date(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('end_reason', sa.Enum('outcomes_met', 'step_up', 'no_further_action', 'moved', 'agreement_withdrawn', 'transferred', name='episodeend', native_enum=False, length=40), nullable=True),
    sa.Column('end_note', sa.Text(), nullable=False),
    sa.Column('family_words', sa.Text(), nullable=False),
    sa.Column('created_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('updated_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['framework_id'], ['threshold_frameworks.id'], name=op.f('fk_early_help_episodes_framework_id')),
    sa.ForeignKeyConstraint(['hub_id', 'organisation_id'], ['organisations.hub_id', 'organisations.id'], name=op.f('fk_early_help_episodes_hub_id_organisation_id')),
    sa.ForeignKeyConstraint(['hub_id'], ['hubs.id'], name=op.f('fk_early_help_episodes_hub_id')),
    sa.ForeignKeyConstraint(['lead_id'], ['accounts.id'], name=op.f('fk_early_help_episodes_lead_id')),
    sa.ForeignKeyConstraint(['starter_id'], ['accounts.id'], name=op.f('fk_early_help_episodes_starter_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_early_help_episodes')),
    sa.UniqueConstraint('hub_id', 'id', name=op.f('uq_early_help_episodes_hub_id_id')),
    sa.UniqueConstraint('reference', name=op.f('uq_early_help_episodes_reference')),
    sa.UniqueConstraint('starter_id', 'start_key', name=op.f('uq_early_help_episodes_starter_id_start_key'))
    )
    with op.batch_alter_table('early_help_episodes', schema=None) as batch_op:
        batch_op.create_index('ix_early_help_episodes_due', ['hub_id', 'next_due_on', 'id'], unique=False, postgresql_where=sa.text("status = 'open'"), sqlite_where=sa.text("status = 'open'"))
        batch_op.create_index('ix_early_help_episodes_lead', ['lead_id', 'status', 'next_due_on', 'id'], unique=False)
        batch_op.create_index('ix_early_help_episodes_open', ['hub_id', 'status', 'started_on', 'id'], unique=False)

    op.create_table('assessments',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('status', sa.Enum('draft', 'completed', name='assessmentstatus', native_enum=False, length=40), nullable=False),
    sa.Column('started_on', sa.Date(), nullable=False),
    sa.Column('started_by', sa.String(length=200), nullable=False),
    sa.Column('framework_id', sa.Uuid(), nullable=True),
    sa.Column('completed_at', portal.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('completed_by', sa.String(length=200), nullable=False),
    sa.Column('level', sa.Integer(), nullable=True),
    sa.Column('level_reason', sa.Text(), nullable=False),
    sa.Column('guidance', sa.JSON(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['framework_id'], ['threshold_frameworks.id'], name=op.f('fk_assessments_framework_id')),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_assessments_hub_id_episode_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assessments')),
    sa.UniqueConstraint('episode_id', 'number', name=op.f('uq_assessments_episode_id_number'))
    )
    op.create_table('domain_scores',
    sa.Column('of_id', sa.Uuid(), nullable=False),
    sa.Column('domain', sa.Enum('health', 'wellbeing', 'learning', 'early_years', 'identity', 'parenting', 'relationships', 'outside', 'home', 'money', 'substances', 'crime', 'network', name='helpdomain', native_enum=False, length=40), nullable=False),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('agreed_with', sa.Text(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('readers', sa.JSON(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_domain_scores_hub_id_episode_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_domain_scores'))
    )
    with op.batch_alter_table('domain_scores', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_domain_scores_episode_id'), ['episode_id'], unique=False)

    op.create_table('episode_contacts',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('link', sa.Enum('started_from', 'stepped_up', name='episodelink', native_enum=False, length=40), nullable=False),
    sa.Column('at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'contact_id'], ['contacts.hub_id', 'contacts.id'], name=op.f('fk_episode_contacts_hub_id_contact_id')),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_episode_contacts_hub_id_episode_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_episode_contacts')),
    sa.UniqueConstraint('contact_id', 'link', name=op.f('uq_episode_contacts_contact_id_link'))
    )
    with op.batch_alter_table('episode_contacts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_episode_contacts_episode_id'), ['episode_id'], unique=False)

    op.create_table('episode_documents',
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('audience', sa.String(length=80), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_episode_documents_hub_id_episode_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_episode_documents'))
    )
    with op.batch_alter_table('episode_documents', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_episode_documents_episode_id'), ['episode_id'], unique=False)

    op.create_table('episode_events',
    sa.Column('at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('action', sa.String(length=40), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=True),
    sa.Column('account_name', sa.String(length=200), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_episode_events_account_id')),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_episode_events_hub_id_episode_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_episode_events'))
    )
    with op.batch_alter_table('episode_events', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_episode_events_episode_id'), ['episode_id'], unique=False)

    op.create_table('episode_pages',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.Column('of_id', sa.Uuid(), nullable=False),
    sa.Column('page', sa.String(length=80), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('tab', sa.String(length=40), nullable=False),
    sa.Column('saved_by_id', sa.Uuid(), nullable=False),
    sa.Column('saved_by', sa.String(length=200), nullable=False),
    sa.Column('saved_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_episode_pages_hub_id_episode_id')),
    sa.ForeignKeyConstraint(['saved_by_id'], ['accounts.id'], name=op.f('fk_episode_pages_saved_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_episode_pages')),
    sa.UniqueConstraint('of_id', 'page', name=op.f('uq_episode_pages_of_id_page'))
    )
    with op.batch_alter_table('episode_pages', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_episode_pages_episode_id'), ['episode_id'], unique=False)

    op.create_table('episode_people',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('part', sa.Enum('subject', 'adult_victim', 'sibling', 'parent', 'partner_of_parent', 'other_adult_in_home', 'relative', 'person_causing_harm', 'other', name='part', native_enum=False, length=40), nullable=False),
    sa.Column('kind', sa.Enum('child', 'unborn', 'adult', name='personkind', native_enum=False, length=40), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('age_kind', sa.Enum('date_of_birth', 'estimate', 'not_known', name='agekind', native_enum=False, length=40), nullable=False),
    sa.Column('born_on', sa.Date(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('age_months_from', sa.Integer(), nullable=True),
    sa.Column('age_months_to', sa.Integer(), nullable=True),
    sa.Column('age_on', sa.Date(), nullable=False),
    sa.Column('lives_in_home', sa.Enum('yes', 'no', 'not_known', name='answer', native_enum=False, length=40), nullable=True),
    sa.Column('language', sa.String(length=100), nullable=False),
    sa.Column('school', sa.String(length=200), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('is_address_secret', sa.Boolean(), nullable=False),
    sa.Column('phone', sa.String(length=100), nullable=False),
    sa.Column('is_at_risk', sa.Boolean(), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('is_removed', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_episode_people_hub_id_episode_id')),
    sa.ForeignKeyConstraint(['hub_id', 'person_id'], ['people.hub_id', 'people.id'], name=op.f('fk_episode_people_hub_id_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_episode_people')),
    sa.UniqueConstraint('episode_id', 'person_id', name=op.f('uq_episode_people_episode_id_person_id')),
    sa.UniqueConstraint('hub_id', 'id', name=op.f('uq_episode_people_hub_id_id'))
    )
    with op.batch_alter_table('episode_people', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_episode_people_person_id'), ['person_id'], unique=False)

    op.create_table('plan_goals',
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('domain', sa.Enum('health', 'wellbeing', 'learning', 'early_years', 'identity', 'parenting', 'relationships', 'outside', 'home', 'money', 'substances', 'crime', 'network', name='helpdomain', native_enum=False, length=40), nullable=True),
    sa.Column('need', sa.Text(), nullable=False),
    sa.Column('goal', sa.Text(), nullable=False),
    sa.Column('whose_words', sa.String(length=200), nullable=False),
    sa.Column('status', sa.Enum('open', 'met', 'dropped', name='goalstatus', native_enum=False, length=40), nullable=False),
    sa.Column('readers', sa.JSON(), nullable=False),
    sa.Column('is_removed', sa.Boolean(), nullable=False),
    sa.Column('changed_by', sa.String(length=200), nullable=False),
    sa.Column('changed_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_plan_goals_hub_id_episode_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_goals'))
    )
    with op.batch_alter_table('plan_goals', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_goals_episode_id'), ['episode_id'], unique=False)

    op.create_table('reviews',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('first', 'review', name='meetingkind', native_enum=False, length=40), nullable=False),
    sa.Column('status', sa.Enum('planned', 'recorded', 'cancelled', name='reviewstatus', native_enum=False, length=40), nullable=False),
    sa.Column('planned_at', portal.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=True),
    sa.Column('outcome', sa.Enum('continue', 'step_up', 'step_down', 'close', name='reviewoutcome', native_enum=False, length=40), nullable=True),
    sa.Column('outcome_why', sa.Text(), nullable=False),
    sa.Column('next_on', sa.Date(), nullable=True),
    sa.Column('actions', sa.JSON(), nullable=False),
    sa.Column('recorded_by', sa.String(length=200), nullable=False),
    sa.Column('recorded_at', portal.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('made_by', sa.String(length=200), nullable=False),
    sa.Column('made_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_reviews_hub_id_episode_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reviews')),
    sa.UniqueConstraint('episode_id', 'number', name=op.f('uq_reviews_episode_id_number')),
    sa.UniqueConstraint('hub_id', 'id', name=op.f('uq_reviews_hub_id_id'))
    )
    op.create_table('agreements',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('is_given', sa.Boolean(), nullable=False),
    sa.Column('given_by', sa.String(length=200), nullable=False),
    sa.Column('how', sa.Enum('signed', 'spoken', 'phone', 'message', name='agreementhow', native_enum=False, length=40), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('may_be_shared_with', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('recorded_by', sa.String(length=200), nullable=False),
    sa.Column('recorded_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('is_standing', sa.Boolean(), nullable=False),
    sa.Column('withdrawn_on', sa.Date(), nullable=True),
    sa.Column('withdrawn_by', sa.String(length=200), nullable=False),
    sa.Column('withdrawn_why', sa.Text(), nullable=False),
    sa.Column('withdrawn_recorded_by', sa.String(length=200), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_agreements_hub_id_episode_id')),
    sa.ForeignKeyConstraint(['person_id'], ['episode_people.id'], name=op.f('fk_agreements_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreements'))
    )
    with op.batch_alter_table('agreements', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agreements_episode_id'), ['episode_id'], unique=False)

    op.create_table('cleared_hits',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.Column('recipient_id', sa.Uuid(), nullable=False),
    sa.Column('hit', sa.String(length=64), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('cleared_by_id', sa.Uuid(), nullable=False),
    sa.Column('cleared_by', sa.String(length=200), nullable=False),
    sa.Column('cleared_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['cleared_by_id'], ['accounts.id'], name=op.f('fk_cleared_hits_cleared_by_id')),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_cleared_hits_hub_id_episode_id')),
    sa.ForeignKeyConstraint(['recipient_id'], ['episode_people.id'], name=op.f('fk_cleared_hits_recipient_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cleared_hits')),
    sa.UniqueConstraint('recipient_id', 'hit', name=op.f('uq_cleared_hits_recipient_id_hit'))
    )
    op.create_table('episode_lines',
    sa.Column('kind', sa.Enum('statement', 'strength', 'indicator', 'tried', name='linekind', native_enum=False, length=40), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('about_id', sa.Uuid(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('when', sa.String(length=200), nullable=False),
    sa.Column('said_by', sa.Enum('me', 'adult_victim', 'child', 'parent', 'relative', 'other_professional', 'record', 'other', name='saidby', native_enum=False, length=40), nullable=True),
    sa.Column('said_by_detail', sa.Text(), nullable=False),
    sa.Column('is_source_protected', sa.Boolean(), nullable=False),
    sa.Column('indicator_id', sa.String(length=20), nullable=True),
    sa.Column('state', sa.Enum('present', 'suspected', 'absent', 'not_known', name='indicatorstate', native_enum=False, length=40), nullable=True),
    sa.Column('pattern', sa.Enum('once', 'repeated', 'ongoing', 'not_known', name='pattern', native_enum=False, length=40), nullable=True),
    sa.Column('impact', sa.Enum('none_seen', 'some', 'serious', 'not_known', name='impact', native_enum=False, length=40), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('first_text', sa.Text(), nullable=False),
    sa.Column('readers', sa.JSON(), nullable=False),
    sa.Column('is_removed', sa.Boolean(), nullable=False),
    sa.Column('changed_by', sa.String(length=200), nullable=False),
    sa.Column('changed_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['about_id'], ['episode_people.id'], name=op.f('fk_episode_lines_about_id')),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_episode_lines_hub_id_episode_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_episode_lines'))
    )
    with op.batch_alter_table('episode_lines', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_episode_lines_episode_id'), ['episode_id'], unique=False)

    op.create_table('family_copies',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.Column('recipient_id', sa.Uuid(), nullable=False),
    sa.Column('document', sa.Enum('assessment', 'plan', 'review', 'closure', name='helpdocument', native_enum=False, length=40), nullable=False),
    sa.Column('of_id', sa.Uuid(), nullable=False),
    sa.Column('variant', sa.Enum('standard', 'large_print', 'plain_words', name='copyvariant', native_enum=False, length=40), nullable=False),
    sa.Column('locale', sa.String(length=5), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('status', sa.Enum('made', 'waiting', 'approved', 'returned', 'given', name='copystatus', native_enum=False, length=40), nullable=False),
    sa.Column('needs_second', sa.Boolean(), nullable=False),
    sa.Column('made_by_id', sa.Uuid(), nullable=False),
    sa.Column('made_by', sa.String(length=200), nullable=False),
    sa.Column('made_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('approved_by_id', sa.Uuid(), nullable=True),
    sa.Column('approved_by', sa.String(length=200), nullable=False),
    sa.Column('approved_at', portal.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('returned_why', sa.Text(), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=True),
    sa.Column('given_by', sa.String(length=200), nullable=False),
    sa.Column('given_how', sa.String(length=200), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['approved_by_id'], ['accounts.id'], name=op.f('fk_family_copies_approved_by_id')),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_family_copies_hub_id_episode_id')),
    sa.ForeignKeyConstraint(['made_by_id'], ['accounts.id'], name=op.f('fk_family_copies_made_by_id')),
    sa.ForeignKeyConstraint(['recipient_id'], ['episode_people.id'], name=op.f('fk_family_copies_recipient_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_family_copies')),
    sa.UniqueConstraint('hub_id', 'id', name=op.f('uq_family_copies_hub_id_id'))
    )
    with op.batch_alter_table('family_copies', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_family_copies_episode_id_made_at'), ['episode_id', 'made_at'], unique=False)

    op.create_table('team_members',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('account_id', sa.Uuid(), nullable=True),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('job', sa.String(length=200), nullable=False),
    sa.Column('organisation', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('phone', sa.String(length=100), nullable=False),
    sa.Column('can_write', sa.Boolean(), nullable=False),
    sa.Column('invited_at', portal.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('joined_on', sa.Date(), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_team_members_account_id')),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_team_members_hub_id_episode_id')),
    sa.ForeignKeyConstraint(['person_id'], ['episode_people.id'], name=op.f('fk_team_members_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team_members')),
    sa.UniqueConstraint('hub_id', 'id', name=op.f('uq_team_members_hub_id_id'))
    )
    with op.batch_alter_table('team_members', schema=None) as batch_op:
        batch_op.create_index('ix_team_members_account', ['account_id', 'hub_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_team_members_episode_id'), ['episode_id'], unique=False)

    op.create_table('attendance',
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.Column('review_id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('attended', sa.Enum('came', 'contributed', 'apologies', 'not_there', name='attended', native_enum=False, length=40), nullable=True),
    sa.Column('contribution', sa.Text(), nullable=False),
    sa.Column('readers', sa.JSON(), nullable=False),
    sa.Column('invited_at', portal.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_attendance_hub_id_episode_id')),
    sa.ForeignKeyConstraint(['member_id'], ['team_members.id'], name=op.f('fk_attendance_member_id')),
    sa.ForeignKeyConstraint(['review_id'], ['reviews.id'], name=op.f('fk_attendance_review_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance')),
    sa.UniqueConstraint('review_id', 'member_id', name=op.f('uq_attendance_review_id_member_id'))
    )
    op.create_table('plan_actions',
    sa.Column('goal_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('who', sa.String(length=200), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=True),
    sa.Column('by_on', sa.Date(), nullable=True),
    sa.Column('how_known', sa.Text(), nullable=False),
    sa.Column('contingency', sa.Text(), nullable=False),
    sa.Column('status', sa.Enum('not_started', 'under_way', 'done', 'stuck', 'dropped', name='actionstatus', native_enum=False, length=40), nullable=False),
    sa.Column('status_note', sa.Text(), nullable=False),
    sa.Column('status_on', sa.Date(), nullable=True),
    sa.Column('readers', sa.JSON(), nullable=False),
    sa.Column('is_removed', sa.Boolean(), nullable=False),
    sa.Column('changed_by', sa.String(length=200), nullable=False),
    sa.Column('changed_at', portal.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('hub_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['goal_id'], ['plan_goals.id'], name=op.f('fk_plan_actions_goal_id')),
    sa.ForeignKeyConstraint(['hub_id', 'episode_id'], ['early_help_episodes.hub_id', 'early_help_episodes.id'], name=op.f('fk_plan_actions_hub_id_episode_id')),
    sa.ForeignKeyConstraint(['member_id'], ['team_members.id'], name=op.f('fk_plan_actions_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_actions'))
    )
    with op.batch_alter_table('plan_actions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_actions_episode_id'), ['episode_id'], unique=False)

    with op.batch_alter_table('outbox_messages', schema=None) as batch_op:
        batch_op.add_column(sa.Column('member_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('episode_id', sa.Uuid(), nullable=True))
        batch_op.alter_column('account_id',
               existing_type=sa.CHAR(length=32),
               nullable=True)



def downgrade():
    with op.batch_alter_table('outbox_messages', schema=None) as batch_op:
        batch_op.alter_column('account_id',
               existing_type=sa.CHAR(length=32),
               nullable=False)
        batch_op.drop_column('episode_id')
        batch_op.drop_column('member_id')

    with op.batch_alter_table('plan_actions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_plan_actions_episode_id'))

    op.drop_table('plan_actions')
    op.drop_table('attendance')
    with op.batch_alter_table('team_members', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_team_members_episode_id'))
        batch_op.drop_index('ix_team_members_account')

    op.drop_table('team_members')
    with op.batch_alter_table('family_copies', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_family_copies_episode_id_made_at'))

    op.drop_table('family_copies')
    with op.batch_alter_table('episode_lines', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_episode_lines_episode_id'))

    op.drop_table('episode_lines')
    op.drop_table('cleared_hits')
    with op.batch_alter_table('agreements', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agreements_episode_id'))

    op.drop_table('agreements')
    op.drop_table('reviews')
    with op.batch_alter_table('plan_goals', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_plan_goals_episode_id'))

    op.drop_table('plan_goals')
    with op.batch_alter_table('episode_people', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_episode_people_person_id'))

    op.drop_table('episode_people')
    with op.batch_alter_table('episode_pages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_episode_pages_episode_id'))

    op.drop_table('episode_pages')
    with op.batch_alter_table('episode_events', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_episode_events_episode_id'))

    op.drop_table('episode_events')
    with op.batch_alter_table('episode_documents', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_episode_documents_episode_id'))

    op.drop_table('episode_documents')
    with op.batch_alter_table('episode_contacts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_episode_contacts_episode_id'))

    op.drop_table('episode_contacts')
    with op.batch_alter_table('domain_scores', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_domain_scores_episode_id'))

    op.drop_table('domain_scores')
    op.drop_table('assessments')
    with op.batch_alter_table('early_help_episodes', schema=None) as batch_op:
        batch_op.drop_index('ix_early_help_episodes_open')
        batch_op.drop_index('ix_early_help_episodes_lead')
        batch_op.drop_index('ix_early_help_episodes_due', postgresql_where=sa.text("status = 'open'"), sqlite_where=sa.text("status = 'open'"))

    op.drop_table('early_help_episodes')
    op.drop_table('outcome_sets')

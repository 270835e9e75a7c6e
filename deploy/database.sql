-- The portal's role: it owns its database, and is neither superuser nor BYPASSRLS, so that row-level
-- security, the second fence between practices, applies to it.
CREATE ROLE portal LOGIN PASSWORD 'portal' NOSUPERUSER NOBYPASSRLS;
CREATE DATABASE portal OWNER portal;

-- One row. Its version grows with every commit that changes what the public may read, so that every replica sees by one cheap look whether its page is still true.
create table public_page (
    id integer not null primary key,
    version bigint not null
);

insert into public_page (id, version) values (1, 0);

-- The months of the history: when customers first heard of what.
create index public_update_first on public_update (published_at) where number = 1;

-- What else a file has besides the picture that is shown, which is its first.
alter table image add column sequence text not null default 'single'
    check (sequence in ('single', 'animation', 'pages'));

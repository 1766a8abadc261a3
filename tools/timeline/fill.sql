-- Fills a library with as many pictures as :count says, taken over ten years up to now: catalogue rows alone, without
-- objects and without vectors. The same ones every time.
with seed as materialized (select setseed(0.5)),
     -- Ever more pictures, in bursts: most are taken within hours of others.
     drawn as materialized (
         select n, id, random() as shape, random() as format, random() as device, random() as hue, random() as second,
             sqrt(least(1, greatest(0, floor(n / 25.0) * 25 / :count + random() * 20 / :count))) as at
         from seed, generate_series(1, :count) n, lateral (select md5('picture ' || n)::uuid as id) named),
     described as (
         select n, id, hue, second,
             case when shape < 0.42 then 6000 when shape < 0.66 then 4032 when shape < 0.78 then 3024
                 when shape < 0.88 then 4000 when shape < 0.92 then 3000 when shape < 0.96 then 3840
                 else 1200 + (shape * 100000)::int % 2400 end as width,
             case when shape < 0.42 then 4000 when shape < 0.66 then 3024 when shape < 0.78 then 4032
                 when shape < 0.88 then 6000 when shape < 0.92 then 3000 when shape < 0.96 then 2160
                 else 1600 end as height,
             case when format < 0.8 then 'image/jpeg' when format < 0.93 then 'image/heic' when format < 0.98 then 'image/png'
                 else 'image/x-nikon-nef' end as media_type,
             case when device < 0.4 then 'Apple iPhone 15 Pro' when device < 0.6 then 'Nikon D750' when device < 0.75
                 then 'Fujifilm X-T5' when device < 0.85 then 'Google Pixel 8' when device < 0.9 then 'Canon EOS R6' end as camera,
             date_trunc('day', now()) - interval '3650 days' * (1 - at) as taken_at,
             array ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink', 'brown', 'black', 'grey', 'white'] as names,
             array ['#b8322a', '#d9822b', '#e5c53f', '#4f8a4a', '#3f9c98', '#3f6fb5', '#74509c', '#d58aa6', '#6f4d35', '#1c1d20',
                 '#8b8f94', '#eceae4'] as tones
         from drawn)
insert into image (id, collection_id, object_key, name, media_type, size, width, height, taken_at, uploaded_at, camera,
                   colours, colour_names, state, metadata_version, compared_at)
select id, (select id from collection where kind = 'library'), 'originals/' || id, 'IMG_' || lpad(n::text, 6, '0') || '.jpg',
    media_type, 4000000 + (hue * 8000000)::int, width, height, taken_at, now(), camera,
    array [tones[1 + (hue * 11.99)::int % 12], tones[1 + (second * 11.99)::int % 12]],
    array(select distinct unnest(array [names[1 + (hue * 11.99)::int % 12], names[1 + (second * 11.99)::int % 12]])),
    'ready', 1000, now()
from described;

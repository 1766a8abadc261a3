package dev.sightline.search;

import dev.sightline.ingest.SweepTask;
import dev.sightline.search.Term.Form;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/// Which words the library has, and how many images have them. Images add what is new by themselves; the audit counts,
/// and forgets what no image has any more.
@ApplicationScoped
class Lexicon implements SweepTask {

    /// Of the words that begin as the last one does, so many that most images have.
    private static final int CONTINUATIONS = 10;

    /// Whoever writes more words that the library has not writes another language, and each costs milliseconds.
    private static final int MOST_CORRECTIONS = 3;

    private static final Pattern DIGIT = Pattern.compile("\\p{N}");

    private final Jdbi jdbi;

    Lexicon(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// What is asked for, as the library has it.
    ///
    /// @param terms without the words that the language counts for nothing, unless there are no others
    /// @param exact what images are called that are called just so, as a `tsquery`
    /// @param most  how many images may have a word that tells something by itself
    /// @param mostNamed how many may be called by a word that does
    record Reading(List<Term> terms, String exact, int most, int mostNamed) {

        static final Reading NOTHING = new Reading(List.of(), "", 0, 0);

        private static final int LARGEST_MOST = 500;

        /// With more images than these, their number makes no difference.
        private static final int ENOUGH = 50 * LARGEST_MOST;

        /// One in fifty, but a few in a small library too.
        static int most(int images) {
            return Math.clamp(images / 50, 5, LARGEST_MOST);
        }

        /// One in eight: what people call something by is no accident.
        static int mostNamed(int images) {
            return Math.clamp(images / 8, 20, LARGEST_MOST);
        }
    }

    Reading read(long collection, List<AskedWord> asked) {
        return asked.isEmpty() ? Reading.NOTHING : jdbi.withHandle(handle -> read(handle, collection, asked));
    }

    private static Reading read(Handle handle, long collection, List<AskedWord> asked) {
        var entries = entries(handle, collection, asked);
        boolean idle = entries.stream().allMatch(Entry::idle);
        var terms = new ArrayList<Term>();
        int corrections = 0;
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            if (entry.idle() && !idle) {
                continue;
            }
            var word = asked.get(i);
            var found = forms(handle, collection, word, entry);
            if (found.isEmpty() && !word.phrase() && corrections < MOST_CORRECTIONS) {
                found = corrected(handle, collection, entry.plain());
                corrections++;
            }
            terms.add(term(word, found, entry));
        }
        return new Reading(
                terms,
                entries.getFirst().exact(),
                Reading.most(entries.getFirst().all()),
                Reading.mostNamed(entries.getFirst().all()));
    }

    /// @param plain  the word in lower case, without accents
    /// @param query  what it is looked for as; null or empty where it has no letters for PostgreSQL
    /// @param key    what an image is called that is called by this word alone, as a `tsquery`
    /// @param idle   whether the language counts it for nothing
    /// @param images how many have it
    /// @param exact  what the words together are called
    /// @param all    how many images there are
    private record Entry(String plain, String query, String key, boolean idle, int images, String exact, int all) {

        static Entry of(ResultSet row, StatementContext context) throws SQLException {
            return new Entry(
                    row.getString("plain"),
                    row.getString("query"),
                    row.getString("key"),
                    row.getBoolean("idle"),
                    row.getInt("images"),
                    row.getString("exact"),
                    row.getInt("all_images"));
        }

        /// Numbers of single files are not counted.
        boolean isKnown() {
            return query != null
                    && !query.isEmpty()
                    && (images > 0 || DIGIT.matcher(plain).find());
        }
    }

    private static List<Entry> entries(Handle handle, long collection, List<AskedWord> asked) {
        return handle.createQuery("""
                        with searched as materialized (
                            select id, language, case when images >= :enough then images else greatest(images, (
                                select count(*) from (
                                    select from image i where i.collection_id = c.id and i.trashed_at is null
                                    limit :enough) first)) end as all_images
                            from collection c where id = :collection
                        ), asked as (
                            select a.*, spaced(folded(a.word)) as plain, c.id as collection_id, c.all_images, c.language,
                                quote_literal(name_key(string_agg(a.word, '') over ())) as exact
                            from searched c, unnest(:words, :phrases) with ordinality a(word, phrase, place)
                        )
                        select plain, exact, quote_literal(name_key(word)) as key, all_images, not phrase and to_tsvector(language, word) = '' as idle,
                            case when phrase then phrase_query(word)
                                when word ~ '[0-9]' then word_query(language, word) || quote_literal(name_key(word))::tsquery
                                else word_query(language, word) end::text as query,
                            case when phrase then (
                                    select min(coalesce((
                                        select images from lexeme l
                                        where (l.collection_id, l.kind, l.term) = (a.collection_id, 'written', part)), 0))
                                    from regexp_split_to_table(plain, ' ') part)
                                else greatest(
                                    (select images from lexeme l
                                    where (l.collection_id, l.kind, l.term) = (a.collection_id, 'written', plain)),
                                    (select max(images) from lexeme l
                                    where (l.collection_id, l.kind) = (a.collection_id, 'stem')
                                        and l.term = any(tsvector_to_array(
                                            to_tsvector(language, word) || to_tsvector(language, folded(word)))))) end as images
                        from asked a order by place
                        """)
                .bind("collection", collection)
                .bind("enough", Reading.ENOUGH)
                .bindArray(
                        "words",
                        String.class,
                        asked.stream().map(AskedWord::text).toList())
                .bindArray(
                        "phrases",
                        Boolean.class,
                        asked.stream().map(AskedWord::phrase).toList())
                .map(Entry::of)
                .list();
    }

    /// A form, and how many images have it.
    private record Counted(Form form, int images) {}

    private static List<Counted> forms(Handle handle, long collection, AskedWord word, Entry entry) {
        var forms = new ArrayList<Counted>();
        if (entry.isKnown()) {
            forms.add(new Counted(new Form(word.text(), entry.query(), 1), Math.max(1, entry.images())));
        }
        if (word.open()
                && entry.plain().length() > 1
                && !DIGIT.matcher(entry.plain()).find()) {
            forms.addAll(begun(handle, collection, entry.plain()));
        }
        return forms;
    }

    private static List<Counted> begun(Handle handle, long collection, String start) {
        return handle.createQuery("""
                        select term, images from lexeme
                        where collection_id = :collection and kind = 'written' and term > :start and term < :start || chr(1114111)
                        order by images desc, term limit :most
                        """)
                .bind("collection", collection)
                .bind("start", start)
                .bind("most", CONTINUATIONS)
                .map((row, _) -> counted(row.getString("term"), row.getInt("images"), Term.BEGUN))
                .list();
    }

    /// The word that was meant: of those with the fewest mistakes the most alike. The first letter is right.
    private static List<Counted> corrected(Handle handle, long collection, String word) {
        if (!Spelling.isCorrected(word)) {
            return List.of();
        }
        return handle
                .createQuery("""
                        select term, images from lexeme
                        where collection_id = :collection and kind = 'written'
                            and term > :first and term < :first || chr(1114111)
                            and length(term) between length(:word) - 2 and length(:word) + 2
                            and term !~ '[0-9]' and similarity(term, :word) >= 0.15
                        order by similarity(term, :word) desc, images desc, term limit 50
                        """)
                .bind("collection", collection)
                .bind("word", word)
                .bind("first", word.substring(0, word.offsetByCodePoints(0, 1)))
                .map((row, _) -> counted(row.getString("term"), row.getInt("images"), Term.CORRECTED))
                .stream()
                .filter(meant -> Spelling.distance(word, meant.form().shown()) <= Spelling.mistakes(word))
                .min(Comparator.comparingInt(
                        meant -> Spelling.distance(word, meant.form().shown())))
                .map(List::of)
                .orElse(List.of());
    }

    private static Counted counted(String term, int images, double worth) {
        return new Counted(new Form(term, "'" + term.replace("'", "''") + "'", worth), images);
    }

    private static Term term(AskedWord word, List<Counted> forms, Entry entry) {
        int images = Math.max(1, images(forms));
        return new Term(
                word.text(),
                word.phrase(),
                entry.key(),
                Math.log(1 + (double) Math.max(entry.all(), images) / images),
                !forms.isEmpty() && !entry.idle() && images <= Reading.most(entry.all()),
                forms.stream().map(Counted::form).toList());
    }

    /// Of the word as it was asked for or, where there is no such, of all that begin so.
    private static int images(List<Counted> forms) {
        if (forms.isEmpty() || forms.getFirst().form().worth() == 1) {
            return forms.stream().limit(1).mapToInt(Counted::images).sum();
        }
        return forms.stream().mapToInt(Counted::images).sum();
    }

    @Override
    public void sweep() {
        // A word that is new is here already.
    }

    @Override
    public void audit() {
        jdbi.useTransaction(handle -> {
            handle.execute("""
                    with counted as materialized (select * from counted_lexeme), gone as (
                        delete from lexeme l
                        where not exists (
                            select from counted c
                            where (c.collection_id, c.kind, c.term) = (l.collection_id, l.kind, l.term))
                    )
                    insert into lexeme as l (collection_id, kind, term, images)
                    select collection_id, kind, term, images from counted order by kind, term
                    on conflict (collection_id, kind, term) do update set images = excluded.images
                    where l.images <> excluded.images
                    """);
            handle.execute("""
                    update collection c
                    set images = (select count(*) from image i where i.collection_id = c.id and i.trashed_at is null)
                    """);
        });
    }
}

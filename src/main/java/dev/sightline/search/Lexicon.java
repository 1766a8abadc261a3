package dev.sightline.search;

import dev.sightline.ingest.SweepTask;
import dev.sightline.search.Term.Form;
import dev.sightline.search.Wordings.Wording;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

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
    private final Wordings wordings;
    /// Of collections, as they were last read.
    private final Map<Long, String> languages = new ConcurrentHashMap<>();

    Lexicon(Jdbi jdbi, Wordings wordings) {
        this.jdbi = jdbi;
        this.wordings = wordings;
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

    private Reading read(Handle handle, long collection, List<AskedWord> asked) {
        var counts = counts(handle, collection, asked);
        var entries = counts.entries();
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
            terms.add(term(word, found, entry, counts.all()));
        }
        return new Reading(terms, counts.exact(), Reading.most(counts.all()), Reading.mostNamed(counts.all()));
    }

    /// @param images how many have it
    private record Entry(Wording wording, int images) {

        String plain() {
            return wording.plain();
        }

        boolean idle() {
            return wording.idle();
        }

        /// Numbers of single files are not counted.
        boolean isKnown() {
            var query = wording.query();
            return query != null
                    && !query.isEmpty()
                    && (images > 0 || DIGIT.matcher(plain()).find());
        }
    }

    /// @param exact what the words together are called, as a `tsquery`
    /// @param all   how many images there are
    private record Counts(List<Entry> entries, String exact, int all) {}

    /// The words in the language of the collection, which is kept: should it be another one now, all is read again.
    private Counts counts(Handle handle, long collection, List<AskedWord> asked) {
        while (true) {
            var language = languages.computeIfAbsent(collection, _ -> language(handle, collection));
            var words = wordings.of(handle, language, asked);
            var counts = counts(handle, collection, language, asked, words);
            if (counts.isPresent()) {
                return counts.get();
            }
            languages.remove(collection, language);
        }
    }

    private static String language(Handle handle, long collection) {
        return handle.createQuery("select language::text from collection where id = :collection")
                .bind("collection", collection)
                .mapTo(String.class)
                .one();
    }

    /// Empty if the language is another one meanwhile.
    private static Optional<Counts> counts(
            Handle handle, long collection, String language, List<AskedWord> asked, List<Wording> words) {
        var lexemes = words.stream().flatMap(Lexicon::lexemes).distinct().toList();
        return handle.createQuery("""
                        select quote_literal(name_key(:whole)) as exact,
                            case when images >= :enough then images else greatest(images, (
                                select count(*) from (
                                    select from image i where i.collection_id = c.id and i.trashed_at is null
                                    limit :enough) first)) end as all_images,
                            array(
                                select coalesce(l.images, 0)
                                from unnest(:kinds, :terms) with ordinality asked(kind, term, place)
                                    left join lexeme l
                                        on (l.collection_id, l.kind, l.term) = (c.id, asked.kind, asked.term)
                                order by place) as counts
                        from collection c where id = :collection and language = :language::regconfig
                        """)
                .bind("whole", asked.stream().map(AskedWord::text).collect(Collectors.joining()))
                .bind("enough", Reading.ENOUGH)
                .bindArray(
                        "kinds",
                        String.class,
                        lexemes.stream().map(Lexeme::kind).toList())
                .bindArray(
                        "terms",
                        String.class,
                        lexemes.stream().map(Lexeme::term).toList())
                .bind("collection", collection)
                .bind("language", language)
                .map((row, _) -> {
                    var images = (Integer[]) row.getArray("counts").getArray();
                    var entries = words.stream()
                            .map(word -> new Entry(word, images(word, lexeme -> images[lexemes.indexOf(lexeme)])))
                            .toList();
                    return new Counts(entries, row.getString("exact"), row.getInt("all_images"));
                })
                .findOne();
    }

    /// A word as it is written, or the stem of one.
    private record Lexeme(String kind, String term) {}

    private static Stream<Lexeme> lexemes(Wording word) {
        return Stream.concat(
                word.parts().stream().map(part -> new Lexeme("written", part)),
                word.stems().stream().map(stem -> new Lexeme("stem", stem)));
    }

    /// How many images have all words of a phrase, at most, or a word in any form, at least.
    private static int images(Wording word, ToIntFunction<Lexeme> counted) {
        var images = lexemes(word).mapToInt(counted);
        return (word.phrase() ? images.min() : images.max()).orElse(0);
    }

    /// A form, and how many images have it.
    private record Counted(Form form, int images) {}

    private static List<Counted> forms(Handle handle, long collection, AskedWord word, Entry entry) {
        var forms = new ArrayList<Counted>();
        if (entry.isKnown()) {
            forms.add(new Counted(new Form(word.text(), entry.wording().query(), 1), Math.max(1, entry.images())));
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

    /// @param all how many images there are
    private static Term term(AskedWord word, List<Counted> forms, Entry entry, int all) {
        int images = Math.max(1, images(forms));
        return new Term(
                word.text(),
                word.phrase(),
                entry.wording().key(),
                Math.log(1 + (double) Math.max(all, images) / images),
                !forms.isEmpty() && !entry.idle() && images <= Reading.most(all),
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

package dev.sightline.search;

import dev.sightline.search.Lexicon.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// Finds images by the words of their title, tags, description, file name, camera and lens.
@ApplicationScoped
class Lexical {

    /// What more images have than these tells them from no others, and takes long.
    private static final int MOST = 1000;

    /// So many of the rare words are looked for by themselves.
    private static final int RAREST = 3;

    /// A sum of all weights may be a little less than itself.
    private static final double ALL = 1 - 1e-9;

    private final Jdbi jdbi;
    private final Lexicon lexicon;

    Lexical(Jdbi jdbi, Lexicon lexicon) {
        this.jdbi = jdbi;
        this.lexicon = lexicon;
    }

    /// What was found by words.
    ///
    /// @param reading what they were read as
    /// @param images  how their words match
    /// @param phrases whether phrases were asked for and something has them, as all of these images do
    record Found(Reading reading, Map<UUID, Match> images, boolean phrases) {

        static final Found NOTHING = new Found(Reading.NOTHING, Map.of(), false);

        /// Of these images alone.
        Found within(Set<UUID> others) {
            var left = new HashMap<>(images);
            left.keySet().retainAll(others);
            return new Found(reading, left, phrases);
        }

        /// What was meant by words that were spelt wrongly, all in lower case.
        Map<String, String> corrections() {
            return reading.terms().stream()
                    .filter(term -> term.correction() != null)
                    .collect(Collectors.toMap(Term::asked, Term::correction, (one, _) -> one));
        }
    }

    /// The images that are called just so, then those that have all the words, then those that have some that are rare;
    /// where phrases are asked for, only what has all of these. Of more than the limit it is any.
    Found find(long collection, List<AskedWord> asked, int limit) {
        var reading = read(collection, asked);
        var steps = steps(reading, Math.min(limit, MOST));
        var images = steps.isEmpty() ? Map.<UUID, Match>of() : images(collection, reading, steps, limit);
        boolean phrases = !images.isEmpty() && reading.terms().stream().anyMatch(Term::phrase);
        return new Found(reading, images, phrases);
    }

    Reading read(long collection, List<AskedWord> asked) {
        return lexicon.read(collection, asked);
    }

    /// A part of what is looked for.
    ///
    /// @param query what it finds
    /// @param rank  what its images are ranked by
    /// @param most  with more images than these it tells nothing; one more is looked for
    private record Step(String query, String rank, int limit, int most) {

        static Step of(String query, String rank, int limit) {
            return new Step(query, rank, limit, limit);
        }

        static Step ofRare(Term term, int most) {
            return new Step(term.best(), term.first(), most + 1, most);
        }

        static Step ofNamed(Term term, int most) {
            return new Step(term.key(), term.key(), most + 1, most);
        }
    }

    private static List<Step> steps(Reading reading, int limit) {
        var terms = reading.terms();
        var phrases = terms.stream().filter(Term::phrase).toList();
        if (terms.isEmpty() || !phrases.stream().allMatch(Term::isKnown)) {
            return List.of();
        }
        var required = Term.all(phrases.stream().map(Term::query));
        var steps = new ArrayList<Step>();
        steps.add(named(reading, phrases.isEmpty() ? "" : " & " + required, limit));
        if (terms.stream().allMatch(Term::isKnown)) {
            steps.add(whole(reading, limit));
        }
        if (phrases.isEmpty()) {
            steps.addAll(single(reading));
        } else if (phrases.size() < terms.size()) {
            steps.add(Step.of(required, required, limit));
        }
        return steps;
    }

    private static Step named(Reading reading, String required, int limit) {
        var known = reading.terms().stream().filter(Term::isKnown).map(Term::first);
        var rank = Term.either(Stream.concat(known, Stream.of(reading.exact())));
        return Step.of(reading.exact() + required, rank, limit);
    }

    private static Step whole(Reading reading, int limit) {
        var terms = reading.terms();
        return Step.of(
                Term.all(terms.stream().map(Term::query)) + " & !" + reading.exact(),
                Term.all(terms.stream().map(Term::first)),
                limit);
    }

    /// What is found by one word alone: those that tell most, as far as they tell something.
    private static List<Step> single(Reading reading) {
        return reading.terms().stream()
                .filter(Term::isKnown)
                .sorted(Comparator.comparingDouble(Term::weight).reversed())
                .limit(RAREST)
                .flatMap(term -> Stream.of(
                        Step.ofRare(term, term.rare() ? reading.most() : 0), Step.ofNamed(term, reading.mostNamed())))
                .filter(step -> step.most() > 0)
                .toList();
    }

    private Map<UUID, Match> images(long collection, Reading reading, List<Step> steps, int limit) {
        var share = Share.of(reading.terms());
        var rows = jdbi.withHandle(handle -> handle.createQuery("""
                        select id, place, words @@ :exact::tsquery as exact, <corrected> as corrected, <share> as share,
                            array [<has>]::boolean[] as has, array [<tells>]::boolean[] as tells,
                            ts_rank_cd(words, rank, 32) as rank
                        from (
                            select i.id, i.words, s.place, s.rank
                            from unnest(:queries::tsquery[], :ranks::tsquery[], :limits)
                                    with ordinality s(query, rank, most, place),
                                lateral (
                                    select id, words from image
                                    where words @@ s.query and collection_id = :collection and trashed_at is null
                                        and state = 'ready'
                                    limit s.most) i
                            limit :limit) found
                        """)
                .define("share", share.share())
                .define("corrected", share.corrected())
                .define("has", share.has())
                .define("tells", share.tells())
                .bindMap(share.values())
                .bind("collection", collection)
                .bind("exact", reading.exact())
                .bindArray(
                        "queries", String.class, steps.stream().map(Step::query).toList())
                .bindArray("ranks", String.class, steps.stream().map(Step::rank).toList())
                .bindArray(
                        "limits", Integer.class, steps.stream().map(Step::limit).toList())
                .bind("limit", limit)
                .map((row, _) -> row(row, reading.terms()))
                .list());
        return telling(rows, steps);
    }

    /// SQL for how much of the terms an image has, the best form of each, whether one of them was corrected, which it
    /// has, and which of these tell something by themselves.
    private record Share(String share, String corrected, String has, String tells, Map<String, Object> values) {

        static Share of(List<Term> terms) {
            var values = new HashMap<String, Object>();
            var known = known(terms);
            values.put("weights", terms.stream().mapToDouble(Term::weight).sum());
            var sum = new ArrayList<String>(List.of("0"));
            var corrected = new ArrayList<String>(List.of("false"));
            var has = new ArrayList<String>();
            var tells = new ArrayList<String>();
            for (int i = 0; i < known.size(); i++) {
                var term = known.get(i);
                values.put("weight" + i, term.weight());
                sum.add(":weight%d * case%s else 0 end".formatted(i, worths(term, i, values)));
                values.put("any" + i, term.query());
                has.add("words @@ :any%d::tsquery".formatted(i));
                values.put("telling" + i, term.telling());
                tells.add("words @@ :telling%d::tsquery".formatted(i));
                if (term.correction() != null) {
                    corrected.add("words @@ :term%d_0::tsquery".formatted(i));
                }
            }
            return new Share(
                    "(%s) / :weights".formatted(String.join(" + ", sum)),
                    String.join(" or ", corrected),
                    String.join(", ", has),
                    String.join(", ", tells),
                    values);
        }

        private static String worths(Term term, int i, Map<String, Object> values) {
            var cases = new StringBuilder();
            for (int j = 0; j < term.worths().size(); j++) {
                double worth = term.worths().get(j);
                values.put("term%d_%d".formatted(i, j), term.query(worth));
                cases.append(" when words @@ :term%d_%d::tsquery then %s".formatted(i, j, worth));
            }
            return cases.toString();
        }
    }

    private record Row(UUID image, int step, Match match) {}

    private static Row row(ResultSet row, List<Term> terms) throws SQLException {
        boolean exact = row.getBoolean("exact");
        var match = new Match(
                exact || row.getDouble("share") > ALL ? 1 : row.getDouble("share"),
                exact
                        ? ""
                        : rest(terms, (Boolean[]) row.getArray("has").getArray(), (Boolean[])
                                row.getArray("tells").getArray()),
                row.getDouble("rank"),
                exact,
                row.getBoolean("corrected"));
        return new Row(row.getObject("id", UUID.class), row.getInt("place") - 1, match);
    }

    private static List<Term> known(List<Term> terms) {
        return terms.stream().filter(Term::isKnown).toList();
    }

    /// What was asked for that pixels have to answer: nothing for an image that has all, else all that it does not have
    /// in a way that tells something.
    ///
    /// @param has   which of the known terms it has
    /// @param tells which of them tell something
    private static String rest(List<Term> terms, Boolean[] has, Boolean[] tells) {
        var known = known(terms);
        if (known.size() == terms.size() && !Arrays.asList(has).contains(false)) {
            return "";
        }
        var answered = new HashSet<Term>();
        IntStream.range(0, tells.length)
                .filter(i -> tells[i])
                .mapToObj(known::get)
                .forEach(answered::add);
        return terms.stream()
                .filter(term -> !answered.contains(term))
                .map(Term::asked)
                .collect(Collectors.joining(" "));
    }

    /// Those of these images that have all words of a text, as they are written or in their stems.
    Set<UUID> having(long collection, Collection<UUID> images, String text) {
        var terms = lexicon.read(collection, AskedWord.in(text, false, false).toList())
                .terms();
        if (terms.isEmpty() || images.isEmpty() || !terms.stream().allMatch(Lexical::isAsWritten)) {
            return Set.of();
        }
        return jdbi.withHandle(
                handle -> handle.createQuery("select id from image where id = any(:images) and words @@ :all::tsquery")
                        .bindArray("images", UUID.class, List.copyOf(images))
                        .bind("all", Term.all(terms.stream().map(Term::best)))
                        .mapTo(UUID.class)
                        .set());
    }

    private static boolean isAsWritten(Term term) {
        return term.isKnown() && term.correction() == null;
    }

    /// Without those of a word that more images have than were counted.
    private static Map<UUID, Match> telling(List<Row> rows, List<Step> steps) {
        var counts = rows.stream().collect(Collectors.groupingBy(Row::step, Collectors.counting()));
        var telling = new HashMap<UUID, Match>();
        rows.stream()
                .filter(row -> counts.get(row.step()) <= steps.get(row.step()).most())
                .forEach(row -> telling.putIfAbsent(row.image(), row.match()));
        return telling;
    }

    /// Which of the words each image has: as they were asked for, as they go on, or as they were meant.
    Map<UUID, List<String>> matched(List<UUID> images, Reading reading) {
        var shown = shown(reading);
        if (images.isEmpty() || shown.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct on (i.id, f.term) i.id, f.shown
                        from image i, unnest(:terms, :shown, :queries::tsquery[]) with ordinality f(term, shown, query, place)
                        where i.id = any(:images) and i.words @@ f.query
                        order by i.id, f.term, f.place
                        """)
                .bindArray(
                        "terms", Integer.class, shown.stream().map(Shown::term).toList())
                .bindArray(
                        "shown", String.class, shown.stream().map(Shown::words).toList())
                .bindArray(
                        "queries",
                        String.class,
                        shown.stream().map(Shown::query).toList())
                .bindArray("images", UUID.class, images)
                .reduceRows(new HashMap<>(), (found, row) -> {
                    found.computeIfAbsent(row.getColumn("id", UUID.class), _ -> new ArrayList<>())
                            .add(row.getColumn("shown", String.class));
                    return found;
                }));
    }

    /// A form of a term.
    private record Shown(int term, String words, String query) {}

    /// What is called just so has all that was asked for, however it is written there.
    private static List<Shown> shown(Reading reading) {
        var terms = reading.terms();
        var shown = new ArrayList<Shown>();
        for (int i = 0; i < terms.size(); i++) {
            for (var form : terms.get(i).forms()) {
                shown.add(new Shown(i, form.shown(), form.query()));
            }
            shown.add(new Shown(i, terms.get(i).asked(), reading.exact()));
        }
        return shown;
    }
}

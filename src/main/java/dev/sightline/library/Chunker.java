package dev.sightline.library;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Cuts the timeline into chunks. Those of a month are counted from its oldest picture on, so that new pictures, which
/// mostly come in at the other end, leave the others as they are.
final class Chunker {

    /// Pictures of a chunk; the newest of a month has up to twice as many.
    static final int SIZE = 60;

    private final Stretch at;
    private final List<Chunk> chunks = new ArrayList<>();

    private YearMonth month;
    private long monthStart;
    private final List<Moment> moments = new ArrayList<>();
    private final StringBuilder shapes = new StringBuilder();

    /// @param at a place that a chunk has to begin with, or null
    Chunker(Stretch at) {
        this.at = at;
    }

    /// The pictures come newest first.
    ///
    /// @param shape see [Chunk#shape]
    void add(Moment moment, char shape) {
        if (month == null || moment.micros() < monthStart) {
            endMonth();
            month = moment.month();
            monthStart = month.atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC) * 1_000_000;
        }
        moments.add(moment);
        shapes.append(shape);
    }

    List<Chunk> end() {
        endMonth();
        return chunks;
    }

    private void endMonth() {
        var starts = starts();
        for (int i = 0; i < starts.size(); i++) {
            boolean last = i == starts.size() - 1;
            int to = last ? moments.size() : starts.get(i + 1);
            var until = last ? null : place(starts.get(i + 1));
            chunks.add(new Chunk(new Stretch(month, place(starts.get(i)), until), shapes.substring(starts.get(i), to)));
        }
        moments.clear();
        shapes.setLength(0);
    }

    private List<Integer> starts() {
        var starts = new ArrayList<Integer>();
        int cut = cut();
        addStarts(starts, 0, cut);
        addStarts(starts, cut, moments.size());
        return starts;
    }

    private static void addStarts(List<Integer> starts, int from, int to) {
        int others = Math.max(0, (to - from) / SIZE - 1);
        if (to > from) {
            starts.add(from);
        }
        for (int i = others; i > 0; i--) {
            starts.add(to - i * SIZE);
        }
    }

    /// The first picture at the place that was asked for, or 0.
    private int cut() {
        if (at == null || at.from() == null || !at.month().equals(month)) {
            return 0;
        }
        int cut = 0;
        while (cut < moments.size() && !at.from().reaches(moments.get(cut))) {
            cut++;
        }
        return cut;
    }

    /// Where a chunk begins. The date alone says so, unless the picture before has the same.
    private Moment place(int start) {
        if (start == 0) {
            return null;
        }
        var moment = moments.get(start);
        return moments.get(start - 1).micros() == moment.micros() ? moment : new Moment(moment.micros(), null);
    }
}

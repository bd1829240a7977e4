package link.box.work.clock;

import java.time.Duration;
import java.util.List;

/**
 * What servers say about the clock together: a majority of those that were asked, and at least two, has to agree.
 *
 * @param asked how many were asked
 * @param told for each that told a time, how far that is ahead of the wall clock
 */
record Offsets(int asked, List<Duration> told) {
    private static final Duration CLOSE = Duration.ofMinutes(1);
    private static final String REMEDY = "see that the servers of clock.servers can be reached and are right, and that the clock is";

    Word weigh() {
        List<Duration> right = agreeing(told.stream().filter(each -> each.abs().compareTo(CLOSE) <= 0).toList());
        if (isMajority(right.size())) {
            return Word.yes(right.size() + " of " + asked + " web servers agree with it");
        }
        List<Duration> group = agreeing(told);
        if (isMajority(group.size())) {
            Duration middle = group.get(group.size() / 2);
            return Word.other(middle, group.size() + " of " + asked + " web servers agree on another time, " + apart(middle), REMEDY);
        }
        return isMajority(told.size()) ? Word.no("the web servers do not agree with each other", REMEDY)
                : Word.no("only " + told.size() + " of " + asked + " web servers tell a time that can be believed", REMEDY);
    }

    private boolean isMajority(int count) {
        return count >= 2 && 2 * count > asked;
    }

    /** @return the largest group in which no two are apart by more than a minute */
    private static List<Duration> agreeing(List<Duration> offsets) {
        List<Duration> sorted = offsets.stream().sorted().toList();
        List<Duration> best = List.of();
        for (int first = 0; first < sorted.size(); first++) {
            Duration end = sorted.get(first).plus(CLOSE);
            List<Duration> group = sorted.subList(first, sorted.size()).stream().filter(each -> each.compareTo(end) <= 0).toList();
            best = group.size() > best.size() ? group : best;
        }
        return best;
    }

    /** Coarse, so that the words stay the same from look to look. */
    private static String apart(Duration offset) {
        Duration size = offset.abs();
        String amount = size.toHours() < 1 ? "some minutes" : size.toDays() < 2 ? "some hours" : size.toDays() + " days";
        return amount + (offset.isNegative() ? " before" : " after") + " the clock";
    }
}

package link.box.bench.hot;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One update of one bundle, and what was seen meanwhile.
 *
 * @param bundle its name
 * @param seconds until the release ran and was watched
 * @param gap of the HTTPS port at home
 * @param kites how often the tunnel was made anew
 * @param probes what visitors saw
 * @param trouble why the Box gave the release up; empty if it took it
 */
record Update(String bundle, double seconds, AcceptGap.Seen gap, int kites, List<Probe.Seen> probes, String trouble) {
    /** @return failed requests to what this bundle serves, or to what it does not */
    int failed(boolean own) {
        return probes(own).mapToInt(Probe.Seen::failed).sum();
    }

    /** @return requests to what this bundle serves itself, which are held */
    int askedOfItself() {
        return probes(true).mapToInt(Probe.Seen::asked).sum();
    }

    /** @return milliseconds that the slowest of them took */
    double longestHeld() {
        return probes(true).mapToDouble(Probe.Seen::slowest).max().orElse(0);
    }

    private Stream<Probe.Seen> probes(boolean own) {
        return probes.stream().filter(each -> each.way().servers().contains(bundle) == own);
    }

    int asked() {
        return probes.stream().mapToInt(Probe.Seen::asked).sum();
    }

    /** @return milliseconds */
    double slowest() {
        return probes.stream().mapToDouble(Probe.Seen::slowest).max().orElse(0);
    }

    boolean taken() {
        return trouble.isEmpty();
    }

    /** @return what went wrong, for people; empty if nothing did */
    String wrong() {
        String failures = probes.stream().filter(each -> each.failed() > 0)
                .map(each -> each.way().title() + ": " + each.failed() + " of " + each.asked() + " failed, the last " + each.wrong())
                .collect(Collectors.joining("; "));
        String gone = gap.millis() > 0 ? String.format("the port took nobody for %.1f ms, %d refused; ", gap.millis(), gap.refused()) : "";
        return (taken() ? "" : "given up: " + trouble + "; ") + gone + (kites > 0 ? kites + " new kites; " : "") + failures;
    }
}

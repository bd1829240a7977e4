package link.box.testing.acme;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What happened, for the test to look at; survives a restart. */
final class Notebook {
    private static final int MOST = 10_000;

    private final Deque<Seen> requests = new ArrayDeque<>();
    private long count;
    private final List<Violation> violations = new ArrayList<>();
    private final List<Issued> issued = new ArrayList<>();

    synchronized void seen(Seen request) {
        if (requests.size() == MOST) {
            requests.removeFirst();
        }
        requests.addLast(request);
        count++;
    }

    synchronized void violated(Violation violation) {
        violations.add(violation);
    }

    synchronized void issued(Issued certificate) {
        issued.add(certificate);
    }

    synchronized List<Seen> requests() {
        return List.copyOf(requests);
    }

    synchronized long count() {
        return count;
    }

    synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    synchronized List<Issued> issued() {
        return List.copyOf(issued);
    }
}

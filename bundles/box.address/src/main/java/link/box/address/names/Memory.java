package link.box.address.names;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@link State} of now, and on disk what is about to be done. For one thread at a time. */
public final class Memory {
    private static final Logger LOG = LoggerFactory.getLogger("box.address");

    private final Store store;
    private final boolean newborn;
    private State state;
    private State written;
    private IOException refusal;

    /** @param newborn nobody can know a name of this Box: it has just been made */
    public Memory(StateFile file, boolean newborn) {
        this((Store) file, newborn);
    }

    Memory(Store store, boolean newborn) {
        this.store = store;
        this.newborn = newborn;
    }

    /** Reads what is known, once. What is lost is taken for the worst. */
    void load(Terms terms) {
        if (state != null) {
            return;
        }
        try {
            state = store.read().map(found -> found.withPool(terms)).orElseGet(() -> newborn ? State.newborn(terms.labels())
                    : State.forgotten(terms.labels(), terms.hold()));
        } catch (IOException e) {
            LOG.warn("what is known of the Box's names is lost: {}; the names of the pool rest for {} minutes, the others work",
                    e.getMessage(), terms.hold().toMinutes());
            state = State.forgotten(terms.labels(), terms.hold());
        }
    }

    State state() {
        return state;
    }

    void set(State next) {
        state = next;
    }

    /** @return whether it is on disk, as it has to be before what it tells of is done; nothing has changed if it is not */
    boolean keep(State next) {
        if (written != null && next.outline().equals(written.outline())) {
            state = next; // the times on disk are longer, which does no harm
            return true;
        }
        return save(next);
    }

    /** As {@link #keep}, with the times of now. */
    boolean save(State next) {
        try {
            store.write(next);
            state = next;
            written = next;
            refusal = null;
            return true;
        } catch (IOException e) {
            written = null;
            refusal = e;
            return false;
        }
    }

    /** @return why the disk has refused the last write, and what follows from that */
    IOException refused(String consequence) {
        return new IOException("cannot keep what has to be remembered of the Box's names, " + refusal.getMessage() + ": " + consequence
                + ". Make room on the disk, or replace it", refusal);
    }

    /** Of what has been done: it is true even if the disk refuses it; what the disk has then is safe. */
    void keepOrSet(State next) {
        if (!keep(next)) {
            state = next;
        }
    }
}

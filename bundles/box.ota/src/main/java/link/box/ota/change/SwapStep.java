package link.box.ota.change;

import java.util.Optional;

/**
 * What becomes of one bundle.
 *
 * @param from what is there; empty: it is added
 * @param to what is to be there; empty: it is removed
 */
record SwapStep(Optional<Member> from, Optional<Member> to) {
    /** @return the way back */
    SwapStep undo() {
        return new SwapStep(to, from);
    }

    String name() {
        return from.or(() -> to).orElseThrow().name();
    }

    /** Whether other code is to run; else only the start level differs. */
    boolean changesCode() {
        return !from.map(each -> each.named().sha256()).equals(to.map(each -> each.named().sha256()));
    }

    @Override
    public String toString() {
        if (!changesCode()) {
            return to.orElseThrow() + " to start level " + to.orElseThrow().named().level();
        }
        return from.map(Member::toString).orElse("nothing") + " -> " + to.map(Member::toString).orElse("nothing");
    }
}

package link.box.pagekite;

import link.box.common.kite.Features;
import link.box.common.kite.Head;

/** What a frontend says of itself. Thread-safe. */
final class FarEnd {
    private boolean ours;
    private String session = "";

    synchronized void know(Head head) {
        ours |= head.all("X-PageKite-Features").contains(Features.BOX_TUNNEL);
        String id = head.get("X-PageKite-SessionID");
        if (id != null && id.matches("[!-~]{1,200}")) {
            session = id;
        }
    }

    synchronized boolean isOurs() {
        return ours;
    }

    /** @return what it calls this tunnel; empty while it has not said so */
    synchronized String session() {
        return session;
    }
}

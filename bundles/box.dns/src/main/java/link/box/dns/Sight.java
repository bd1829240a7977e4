package link.box.dns;

import java.util.Optional;

/** Looks whether a captive portal stands before a host. */
interface Sight {
    /** What a failed request to the host has shown so far. */
    enum Hint {
        /** Nobody was there, or was heard: many portals drop what they cannot answer. */ SILENCE,
        /** Somebody else was: another certificate, a redirect, a web page. */ STRANGER
    }

    /** @return where the portal sends people to, for people; empty if none is seen. Blocks for some seconds at most. */
    Optional<String> look(String host, Hint hint) throws InterruptedException;
}

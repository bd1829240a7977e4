package link.cloud.registration;

import link.box.common.http.Reply;

/** Answers that come from several places. */
final class Replies {
    private static final String RETRY = "60";

    private Replies() {
    }

    static Reply later(int status, String words) {
        return Reply.error(status, words).with("Retry-After", RETRY);
    }

    static Reply wrongMethod(String allowed) {
        return Reply.error(405, "only " + allowed).with("Allow", allowed);
    }
}

package link.cloud.registration;

import link.box.common.http.Reply;

/** Leads requests to the version that they speak. */
final class Switchboard {
    private final RegistrationApi first;
    private final Discovery discovery;
    private final Where where;
    private final Counts counts;

    Switchboard(RegistrationApi first, Discovery discovery, Where where, Counts counts) {
        this.first = first;
        this.discovery = discovery;
        this.where = where;
        this.counts = counts;
    }

    Reply answer(Question question) {
        return counts.count(question.path().startsWith("/v2/") ? second(question) : first.handle(question));
    }

    private Reply second(Question question) {
        return dispatch(question).with("Cache-Control", "no-store").with("X-Content-Type-Options", "nosniff");
    }

    private Reply dispatch(Question question) {
        if (question.path().startsWith(Where.PATH)) {
            return where.answer(question);
        }
        return switch (question.path()) {
            case "/v2/announce" -> question.method().equals("POST") ? discovery.announce(question) : Replies.wrongMethod("POST");
            case "/v2/boxes" -> question.method().equals("GET") ? discovery.boxes(question) : Replies.wrongMethod("GET");
            default -> Reply.error(404, "there is only /v2/announce, /v2/boxes and /v2/where/");
        };
    }
}

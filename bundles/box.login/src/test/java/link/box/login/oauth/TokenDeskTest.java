package link.box.login.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.api.identity.BoxNames;
import link.box.login.web.Form;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens while a code is swapped. */
class TokenDeskTest {
    private static final Location PLACE = new Location(new BoxNames("abc", "box.test"), "https://abc.box.test", List.of(),
            Optional.empty());

    @TempDir
    Path directory;
    private final ManualWorker worker = new ManualWorker();
    private final Codes codes = new Codes(worker::nanos);
    private Runnable meanwhile = () -> { };
    private Grants grants;
    private TokenDesk desk;

    /** A user is looked up after the code was spent, and before it gives anything. */
    @BeforeEach
    void start() throws IOException {
        grants = new Grants(directory, worker, () -> { });
        desk = new TokenDesk(codes, grants, user -> {
            meanwhile.run();
            return Optional.of("Ann");
        });
    }

    @Test
    void a_code_that_was_spent_just_before_apps_were_ended_gives_nothing_after_it() throws Exception {
        meanwhile = () -> {
            try {
                grants.revoke(grant -> grant.user().equals("u1"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        assertEquals(400, exchange().status());
        assertEquals(List.of(), grants.list());
    }

    @Test
    void else_it_gives_a_grant() throws Exception {
        assertEquals(200, exchange().status());
        assertTrue(grants.holds("https://app.example"));
    }

    private Answer exchange() throws Exception {
        String code = codes.make(new Codes.Consent("u1", Sample.LOGIN, Sample.request(), grants.era()));
        Map<String, String> form = new HashMap<>(Map.of("grant_type", "authorization_code", "code", code, "code_verifier",
                Sample.VERIFIER, "client_id", "https://app.example", "redirect_uri", "https://app.example/"));
        return desk.token(new Form(form), new TokenDesk.Asker(Optional.empty(), false), PLACE);
    }
}

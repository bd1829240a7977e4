package link.cloud.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import link.box.api.work.Trouble;
import link.box.common.tls.KeyPairFiles;
import link.box.common.tls.Pem;
import link.box.testing.Made;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of the test's own begin in 2020. */
class CertificateTest {
    private static final String NAME = "tunnel.link.test";
    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2020-04-10T00:00:00Z");

    @TempDir
    Path folder;

    private Certificate certificate;

    @Test
    void a_good_one_is_no_trouble_until_the_last_quarter_of_its_life() throws Exception {
        read(Made.authority("CA").issueUntil(END, NAME));
        assertEquals(Optional.empty(), certificate.trouble(END.minus(Duration.ofDays(26))));
        Trouble trouble = certificate.trouble(END.minus(Duration.ofDays(24))).orElseThrow();
        assertEquals("The frontend's certificate ends 2020-04-10T00:00:00Z, and less than a quarter of its life is left", trouble.what());
        assertTrue(trouble.remedy().startsWith("See why it is not renewed"), trouble.remedy());
    }

    @Test
    void one_that_has_ended_or_not_begun_is_trouble() throws Exception {
        read(Made.authority("CA").issueUntil(END, NAME));
        assertTrue(said(END).startsWith("The frontend's certificate has ended 2020-04-10T00:00:00Z: Boxes open no tunnels"), said(END));
        assertTrue(said(BEGIN.minusSeconds(1)).startsWith("The frontend's certificate is not valid before 2020-01-01T00:00:00Z"));
    }

    @Test
    void one_for_another_name_is_trouble_and_one_with_a_wildcard_is_not() throws Exception {
        read(Made.authority("CA").issueUntil(END, "other.test", "link.test", "*.tunnel.link.test"));
        assertEquals("The frontend's certificate is for [other.test, link.test, *.tunnel.link.test] and not for tunnel.name = "
                + "tunnel.link.test: Boxes open no tunnels inside TLS with it", said(BEGIN));
        read(Made.authority("CA").issueUntil(END, "*.link.test"));
        assertEquals(Optional.empty(), certificate.trouble(BEGIN));
    }

    @Test
    void the_days_that_are_left_are_whole_ones_and_negative_after_the_end() throws Exception {
        read(Made.authority("CA").issueUntil(END, NAME));
        assertEquals(OptionalLong.of(1), certificate.days(END.minus(Duration.ofHours(47))));
        assertEquals(OptionalLong.of(0), certificate.days(END.minusSeconds(1)));
        assertEquals(OptionalLong.of(-1), certificate.days(END.plusSeconds(1)));
    }

    @Test
    void without_one_there_is_nothing_to_judge_and_reading_it_says_why() throws Exception {
        certificate = new Certificate(NAME, new KeyPairFiles(folder.resolve("no.pem"), folder.resolve("no.key")));
        assertThrows(IOException.class, certificate::read);
        assertEquals(Optional.empty(), certificate.trouble(BEGIN));
        assertEquals(OptionalLong.empty(), certificate.days(BEGIN));
        new Certificate("", new KeyPairFiles(Path.of(""), Path.of(""))).read();
    }

    private String said(Instant now) {
        return certificate.trouble(now).orElseThrow().what();
    }

    private void read(Made made) throws Exception {
        Path chain = Files.writeString(folder.resolve("chain.pem"), Pem.block("CERTIFICATE", made.chain().get(0).getEncoded()));
        Path key = Files.writeString(folder.resolve("key.pem"), Pem.block("PRIVATE KEY", made.key().getEncoded()));
        certificate = new Certificate(NAME, new KeyPairFiles(chain, key));
        certificate.read();
    }
}

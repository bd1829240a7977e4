package link.box.common.fact;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import link.box.api.work.JobReport;
import org.junit.jupiter.api.Test;

class OfflineTest {
    @Test
    void who_is_not_announced_and_cannot_speak_to_a_server_is_cut_off() {
        assertTrue(Offline.is(false, List.of(job("link.box.address", ""), job("link.box.registration", "no connection"))));
        assertTrue(Offline.is(false, List.of(job("link.box.address", "no connection"))));
    }

    @Test
    void one_server_that_answers_is_enough() {
        assertFalse(Offline.is(true, List.of(job("link.box.address", "no connection"))));
    }

    @Test
    void who_has_nobody_to_speak_to_or_has_not_tried_yet_is_not_cut_off() {
        assertFalse(Offline.is(false, List.of()));
        assertFalse(Offline.is(false, List.of(job("link.box.address", ""), job("link.box.pagekite", "down"))));
    }

    private static JobReport job(String owner, String trouble) {
        return new JobReport(owner, "do it", Optional.of(trouble).filter(each -> !each.isEmpty()), 0, Optional.empty());
    }
}

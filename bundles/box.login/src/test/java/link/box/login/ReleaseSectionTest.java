package link.box.login;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalLong;
import link.box.api.release.RunningRelease;
import link.box.api.release.RunningRelease.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReleaseSectionTest {
    private static String of(String channel, long runs, State state, OptionalLong available, String reason) {
        return ReleaseSection.of(Optional.of(new RunningRelease(channel, runs, state, available, Optional.ofNullable(reason)))).toString();
    }

    @Test
    void while_nobody_knows_it_the_page_says_so() {
        assertTrue(ReleaseSection.of(Optional.empty()).toString().contains("<dt>Release</dt><dd>not known yet</dd>"));
    }

    @Test
    void a_box_that_follows_no_channel_promises_no_updates() {
        String section = of("", 0, State.SETTLED, OptionalLong.empty(), null);
        assertTrue(section.contains("<dd>the image, as it was flashed</dd>"), section);
        assertFalse(section.contains("Updates") || section.contains("Last time"), section);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "SETTLED|release 42 is offered, and is not taken by itself",
            "TRIAL|release 42 is offered, and is not taken by itself",
            "FETCHING|release 42 is being fetched; nothing changes yet",
            "WAITING|release 42 waits for its time of the day, or for bin/box apply",
            "APPLYING|release 42 is being taken"})
    void what_becomes_of_the_next_release_is_said(State state, String words) {
        String section = of("stable", 1041, state, OptionalLong.of(42), null);
        assertTrue(section.contains("<dt>Updates</dt><dd>" + words), section);
        assertTrue(section.contains("1041 of the channel &quot;stable&quot;"), section);
    }

    @Test
    void a_release_that_has_yet_to_show_that_it_starts_is_said_to_be_new() {
        String section = of("stable", 42, State.TRIAL, OptionalLong.empty(), null);
        assertTrue(section.contains("it is new: the one before is kept"), section);
        assertTrue(section.contains("<dt>Updates</dt><dd>nothing newer is offered</dd>"), section);
    }

    @Test
    void why_an_update_was_given_up_is_said_and_is_harmless() {
        String section = of("stable", 41, State.SETTLED, OptionalLong.of(42), "42 was given up: <b>lamp</b> throws");
        assertTrue(section.contains("<dt>Last time</dt><dd>42 was given up: &lt;b&gt;lamp&lt;/b&gt; throws</dd>"), section);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void each_state_has_words_before_the_channel_was_looked_at(State state) {
        assertTrue(of("stable", 41, state, OptionalLong.empty(), null).contains("<dt>Updates</dt>"));
    }
}

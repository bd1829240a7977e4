package link.box.ota.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import link.box.common.release.NamedBundle;
import org.junit.jupiter.api.Test;

class SwapPlanTest {
    @Test
    void what_touches_nobody_comes_first_and_the_hand_itself_last() {
        List<Member> from = set("gone 1", "link.box.ota 1", "link.box.work 1", "api 1", "b 1", "a 1");
        List<Member> to = set("link.box.ota 2", "link.box.work 2", "api 1", "new 1", "b 2", "a 2");
        assertEquals(List.of("gone", "new", "b", "a", "link.box.work", "link.box.ota"), names(SwapPlan.between(from, to)));
    }

    @Test
    void the_same_sets_are_no_way_at_all_in_whatever_order() {
        assertEquals(List.of(), names(SwapPlan.between(set("a 1", "b 1"), set("b 1", "a 1"))));
    }

    @Test
    void it_says_what_changed_and_what_is_gone() {
        SwapPlan plan = SwapPlan.between(set("a 1", "b 1", "c 1"), set("a 2", "b 1", "d 1"));
        assertEquals(Set.of("a", "d"), plan.changed());
        assertEquals(Set.of("c"), plan.removed());
    }

    @Test
    void the_way_back_of_each_step_leads_to_where_it_began() {
        List<SwapStep> steps = SwapPlan.between(set("a 1", "c 1"), set("a 2", "d 1")).steps();
        assertEquals(List.of("nothing -> c 1", "d 1 -> nothing", "a 2 -> a 1"),
                steps.stream().map(step -> step.undo().toString()).toList());
    }

    private static List<String> names(SwapPlan plan) {
        return plan.steps().stream().map(SwapStep::name).toList();
    }

    /** Another version is other content. */
    private static List<Member> set(String... bundles) {
        return Arrays.stream(bundles).map(each -> each.split(" ")).map(words -> {
            String sha256 = "%064d".formatted(Integer.parseInt(words[1]));
            return new Member(new NamedBundle(words[0], words[1], 1, "test", 1, sha256), Path.of(words[0]));
        }).toList();
    }
}

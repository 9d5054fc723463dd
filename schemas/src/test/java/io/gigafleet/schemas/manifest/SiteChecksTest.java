package io.gigafleet.schemas.manifest;

import static io.gigafleet.schemas.manifest.Readings.SITE;
import static io.gigafleet.schemas.manifest.Readings.changed;
import static io.gigafleet.schemas.manifest.Readings.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SiteChecksTest {

    private static void answered(String text, String... lines) {
        assertThat(rejected(text)).extracting(ManifestProblem::toString).containsExactly(lines);
    }

    @Test
    void domainsThatFeedEachOtherAreNamed() {
        String circle =
                changed(
                        SITE,
                        "{name: pdu-1, kind: pdu, parent: feed,",
                        "{name: pdu-1, kind: pdu, parent: pdu-2,");

        answered(
                changed(
                        circle,
                        "{name: pdu-2, kind: pdu, parent: feed,",
                        "{name: pdu-2, kind: pdu, parent: pdu-1,"),
                "10:40 spec.domains[1].parent: domain 'pdu-1' feeds itself through its parents;"
                        + " follow the parents from 'pdu-2' and break the circle",
                "11:40 spec.domains[2].parent: domain 'pdu-2' feeds itself through its parents;"
                        + " follow the parents from 'pdu-1' and break the circle");
    }

    @Test
    void unknownParentIsNamedWithTheOneMeant() {
        answered(
                changed(
                        SITE,
                        "{name: pdu-2, kind: pdu, parent: feed,",
                        "{name: pdu-2, kind: pdu, parent: feet,"),
                "11:40 spec.domains[2].parent: no domain is named 'feet'; did you mean 'feed'?");
    }

    @Test
    void secondRootIsRefused() {
        answered(
                changed(SITE, "{name: pdu-2, kind: pdu, parent: feed,", "{name: pdu-2, kind: pdu,"),
                "11:7 spec.domains[2]: domain 'pdu-2' is a second root of the power tree; give it a"
                        + " parent; only the site's feed has none");
    }

    @Test
    void failoverMayNotExceedWhatIsCarriedForEver() {
        answered(
                changed(SITE, "failoverWatts: 400000", "failoverWatts: 800000"),
                "9:72 spec.domains[0].failoverWatts: 800000 is above continuousWatts, which is"
                        + " 750000; write at most 750000");
    }

    @Test
    void namesAreUniqueInTheirList() {
        answered(
                changed(changed(SITE, "[r1, r2]", "[r1, r1]"), "name: pdu-2", "name: pdu-1"),
                "6:29 spec.halls[0].rows[1]: 'r1' is named twice; the first is on line 6",
                "11:14 spec.domains[2].name: 'pdu-1' is named twice; the first is on line 10");
    }

    @Test
    void loopStandsInAKnownHall() {
        answered(
                changed(SITE, "hall: h1", "hall: north"),
                "13:24 spec.loops[0].hall: no hall is named 'north'; named here: h1, h2");
    }

    @Test
    void emptyListIsRefused() {
        answered(
                changed(SITE, "[r1, r2]", "[]"),
                "6:24 spec.halls[0].rows: the list is empty; give at least one, such as [h1-r1,"
                        + " h1-r2]");
    }
}

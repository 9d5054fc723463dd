@org.jspecify.annotations.NullMarked
package io.gigafleet.nodeagent;

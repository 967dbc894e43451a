# Joins two network namespaces by a pair of devices, and keeps each packet between them back for some
# milliseconds: kernels without sch_netem have nothing that does. It prints "ready" when both devices
# are there, and ends with its standard input.
#
# perl delay.pl MILLISECONDS DEVICE NAMESPACE NAMESPACE
use strict;
use warnings;
use Time::HiRes qw(time);

use constant {TUNSETIFF => 0x400454ca, IFF_TUN => 0x1, IFF_NO_PI => 0x1000, MOST_WAITING => 20_000};

my ($millis, $device, @namespaces) = @ARGV;
my (@ends, @waiting);
for my $namespace (@namespaces) {
  open(my $end, '+<', '/dev/net/tun') or die "/dev/net/tun: $!\n";
  ioctl($end, TUNSETIFF, pack('a16sx64', $device, IFF_TUN | IFF_NO_PI)) or die "TUNSETIFF: $!\n";
  system('ip', 'link', 'set', $device, 'netns', $namespace) == 0 or die "no namespace $namespace\n";
  system('ip', '-n', $namespace, 'link', 'set', $device, 'up') == 0 or die "not up\n";
  push @ends, $end;
  push @waiting, [];
}
$| = 1;
print "ready\n";

while (1) {
  my $now = time;
  my $next = $now + 1;
  for my $from (0, 1) {
    my $queue = $waiting[$from];
    while (@$queue && $queue->[0][0] <= $now) {
      syswrite($ends[1 - $from], (shift @$queue)->[1]);
    }
    $next = $queue->[0][0] if @$queue && $queue->[0][0] < $next;
  }
  my $readable = '';
  vec($readable, fileno($_), 1) = 1 for @ends, \*STDIN;
  select($readable, undef, undef, $next - $now);
  last if vec($readable, fileno(STDIN), 1) && !sysread(STDIN, my $ignored, 1);
  for my $from (0, 1) {
    next unless vec($readable, fileno($ends[$from]), 1);
    sysread($ends[$from], my $packet, 65_536) or next;
    push @{$waiting[$from]}, [time + $millis / 1000, $packet] if @{$waiting[$from]} < MOST_WAITING;
  }
}

# Reads feeds with XML::Feed, and says what it made of them.
# In: JSON, [{"name": ..., "file": ...}, ...].
# Out: JSON, {name: {"feed": ..., "entries": [...], "refusal": ""}, ...}; times are ISO's.
use strict;
use warnings;
use JSON::PP;
use XML::Feed;

$XML::Feed::MULTIPLE_ENCLOSURES = 1;
my $json = JSON::PP->new->utf8->canonical;

sub iso {
    my $time = shift or return undef;
    return $time->clone->set_time_zone('UTC')->iso8601 . '+00:00';
}

sub enclosure {
    my $enclosure = shift;
    return { url => $enclosure->url, type => $enclosure->type, length => $enclosure->length };
}

sub entry {
    my $entry = shift;
    return {
        title      => $entry->title,
        link       => $entry->link,
        id         => $entry->id,
        published  => iso($entry->issued),
        updated    => iso($entry->modified),
        enclosures => [map { enclosure($_) } grep { $_ } $entry->enclosure],
    };
}

sub reading {
    my $file = shift;
    my $feed = XML::Feed->parse($file)
        or return { feed => undef, entries => [], refusal => XML::Feed->errstr };
    my %about = map { $_ => undef } qw(id published updated enclosures);
    @about{qw(title link)} = ($feed->title, $feed->link);
    return { feed => \%about, entries => [map { entry($_) } $feed->entries], refusal => '' };
}

my $documents = $json->decode(do { local $/; <STDIN> });
print $json->encode({ map { $_->{name} => reading($_->{file}) } @$documents });
